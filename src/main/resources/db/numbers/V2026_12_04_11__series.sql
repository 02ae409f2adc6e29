create table number_series (
    series text primary key,
    last bigint not null
);

comment on table number_series is 'The human numbers of tasks and notices: how far each series has come';
comment on column number_series.series is 'The pattern with office and year filled in';
comment on column number_series.last is 'The number that was given last';
