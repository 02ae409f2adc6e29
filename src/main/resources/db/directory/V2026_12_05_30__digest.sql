-- Units that want what is not urgent in one mail a day.
create table digest (
    unit text primary key references unit on delete cascade,
    at time not null
);

comment on column digest.at is 'The time of day of the mail, in the zone of the unit';
