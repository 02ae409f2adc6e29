create table unit_event (
    source text not null,
    event_id text not null,
    type text not null,
    code text not null,
    time timestamptz not null,
    data jsonb not null,
    applied_at timestamptz not null,
    primary key (source, event_id)
);

comment on table unit_event is 'unit events that have been applied, append-only; makes redelivery harmless for ever';
