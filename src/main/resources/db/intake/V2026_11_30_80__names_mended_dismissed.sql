alter table refusal
    add column if not exists event_source text,
    add column if not exists event_id text,
    add column mended bytea,
    add column mended_by text,
    add column mended_at timestamptz,
    add column dismissed_by text,
    add column dismissed_at timestamptz,
    add column dismissal text;

comment on column refusal.event_source is 'with event_id: under which name it was sent, where that could be read; null in rows of before';
comment on column refusal.mended is 'the event as somebody has mended it, structured; what is replayed instead of the payload';
comment on column refusal.dismissal is 'why nothing is to be done about it';

create index refusal_by_event on refusal (event_source, event_id) where event_source is not null;
