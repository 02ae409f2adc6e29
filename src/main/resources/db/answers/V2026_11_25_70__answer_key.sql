create table answer_key (
    one     boolean primary key default true check (one),
    key     bytea not null,
    made_at timestamptz not null default clock_timestamp()
);

comment on table answer_key is 'Seals the links in mails; without its row every link that was sent is worthless';
