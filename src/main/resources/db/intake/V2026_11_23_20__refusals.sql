create table refusal (
    id bigint generated always as identity primary key,
    topic text not null,
    partition int not null,
    record_offset bigint not null,
    record_timestamp bigint not null,
    record_key bytea,
    headers jsonb not null,
    payload bytea,
    digest bytea not null,
    task_id text,
    reason text not null,
    state text not null,
    refused_at timestamptz not null,
    copied_at timestamptz,
    copy_attempts int not null default 0,
    next_copy_at timestamptz not null,
    unique (topic, partition, record_offset, digest)
);

comment on table refusal is 'records that could not be applied, byte for byte';
comment on column refusal.record_timestamp is 'milliseconds since 1970, as the record says';
comment on column refusal.headers is 'array of [name, value], the name URL-encoded, the value in base64 or null';
comment on column refusal.copied_at is 'when the copy went out to the dead-letter topic';

create index refusal_state on refusal (state, id);
create index refusal_waiting on refusal (task_id) where state = 'WAITING';
create index refusal_uncopied on refusal (next_copy_at) where copied_at is null;
