alter table task add column submission_told_from timestamptz;

comment on column task.submission_told_from is 'When the ledger learned of the last report of completion; null: there is none that counts';

update task set submission_told_from = event.applied_at
from (
    select distinct on (e.task_id) e.task_id, e.applied_at
    from task_event e join task t on t.id = e.task_id and t.submitted_at = e.time
    where e.type = 'duban.task.submitted' and e.applied_at >= t.assignment_told_from
    order by e.task_id, e.revision desc
) event
where task.id = event.task_id;
