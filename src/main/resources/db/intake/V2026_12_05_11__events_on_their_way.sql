-- So that whoever was answered 202 can ask what became of an event before the intake has taken it.
create table event_on_its_way (
    source text not null,
    event_id text not null,
    task_id text not null,
    written_by text not null,
    written_at timestamptz not null,
    primary key (source, event_id)
);

create index event_on_its_way_written on event_on_its_way (written_at);

comment on table event_on_its_way is 'Events that came by REST, for a week; what became of them is in task_event and refusal';
comment on column event_on_its_way.written_by is 'the user who wrote it, who may ask for it whatever else is seen of its task';
