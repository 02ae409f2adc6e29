alter table refusal
    add column event_source text,
    add column event_id text;

comment on column refusal.event_source is 'with event_id: which event it is, where that could be read; null for records of before';

-- An event that is sent again and again while it waits, or although it is stale, is kept once.
create index refusal_event on refusal (event_source, event_id) where state in ('WAITING', 'STALE');
