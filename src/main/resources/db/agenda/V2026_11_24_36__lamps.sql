-- The lamp turns yellow when the task is near due, or behind, whichever comes first.
alter table agenda rename column near_due_at to yellow_at;

alter table agenda
    add column hold_until timestamptz,
    add column submitted_at timestamptz;

comment on column agenda.yellow_at is 'From when on the lamp is yellow: near due or behind';
comment on column agenda.hold_until is 'When a hold ends by itself; null: when it is resumed';
comment on column agenda.submitted_at is 'When it was reported complete, while it waits for its review: the lamp shows how things stood then';

update agenda
set hold_until = task.hold_until, submitted_at = case when task.status = 'SUBMITTED' then task.submitted_at end
from task where task.id = agenda.task_id;
