-- What the board compares with. A row for each unit and day: 300 units make 110,000 in a year.
create table day_count (
    day date not null,
    unit text not null,
    red bigint not null,
    yellow bigint not null,
    green bigint not null,
    grey bigint not null,
    submitted bigint not null,
    struck_off bigint not null,
    primary key (unit, day)
);

-- A unit that led nothing has no row; a day that nobody counted is none at all.
create table counted_day (
    day date primary key,
    counted_at timestamptz not null
);

comment on table day_count is 'How many tasks each lead unit had at the end of a day, by lamp';
