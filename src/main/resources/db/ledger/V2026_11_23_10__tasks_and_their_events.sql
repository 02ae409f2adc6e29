create table task (
    id text primary key,
    list text,
    title text not null,
    description text,
    lead_unit text not null,
    assisting_units text[] not null,
    deadline_date date not null,
    deadline_at timestamptz,
    policy text not null,
    points double precision,
    clause text,
    urgency text not null,
    url text,
    status text not null,
    assigned_at timestamptz not null,
    received_by text[] not null,
    received_at timestamptz,
    percent int,
    progressed_at timestamptz,
    submitted_at timestamptz,
    returned_at timestamptz,
    closed_at timestamptz,
    held boolean not null,
    hold_reason text,
    hold_until timestamptz,
    extension_requested text,
    extension_reason text,
    earlier_deadlines text[] not null,
    planned_from timestamptz not null,
    resumed_told_from timestamptz,
    assignment_told_from timestamptz not null,
    extension_request_told_from timestamptz,
    decision_told_from timestamptz,
    extension_granted boolean not null,
    return_told_from timestamptz,
    closure_told_from timestamptz,
    last_reason text,
    revision bigint not null,
    sequence bigint
);

create index task_list on task (list, id);
create index task_lead_unit on task (lead_unit, id);
create index task_assisting_units on task using gin (assisting_units);
create index task_status on task (status, id);
create index task_deadline_date on task (deadline_date);

create table task_event (
    source text not null,
    event_id text not null,
    task_id text not null references task (id),
    type text not null,
    time timestamptz not null,
    sequence bigint,
    data jsonb not null,
    applied_at timestamptz not null,
    revision bigint not null,
    primary key (source, event_id)
);

comment on table task_event is 'every event that was applied, for ever';
comment on column task_event.revision is 'the revision of the task that this event made';

create unique index task_event_history on task_event (task_id, revision);

create function task_event_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'task_event is append-only: % is not allowed', lower(tg_op);
end
$$;

create trigger task_event_is_append_only before update or delete or truncate on task_event
    for each statement execute function task_event_is_append_only();
