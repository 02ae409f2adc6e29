-- One row for each task: the only thing that is stored about the future.
create table agenda (
    task_id      text primary key,
    revision     bigint not null,
    told_until   timestamptz not null,
    next_wake_at timestamptz,
    open         boolean not null,
    held         boolean not null,
    near_due_at  timestamptz not null,
    deadline_at  timestamptz not null
);

comment on column agenda.told_until is 'Every step up to and including this instant has its fate';
comment on column agenda.next_wake_at is 'The next instant at which the plan has something to say; null: never, as things stand';

create index agenda_next_wake_at on agenda (next_wake_at) where next_wake_at is not null;
create index agenda_open_deadline on agenda (deadline_at, near_due_at) where open;
