-- Calendars that people subscribe to. The unit is no foreign key: it may leave the tree and come back.
create table unit_feed (
    id uuid primary key,
    unit text not null,
    secret_hash bytea not null unique,
    made_at timestamptz not null,
    made_by text not null,
    last_read_at timestamptz,
    revoked_at timestamptz
);

comment on column unit_feed.secret_hash is 'SHA-256 of the secret in the address; the secret itself is kept nowhere';

create index unit_feed_unit on unit_feed (unit, made_at) where revoked_at is null;
