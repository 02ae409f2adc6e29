alter table task add column completion_report jsonb;

comment on column task.completion_report is 'Note and evidence of the report of completion that waits for its review; null: none waits';

-- What waits by now is to be reviewed by what its report says, too.
update task set completion_report = jsonb_strip_nulls(jsonb_build_object(
        'note', event.data -> 'note',
        'evidence', case jsonb_typeof(event.data -> 'evidence') when 'array' then event.data -> 'evidence' else '[]' end))
from (
    select distinct on (e.task_id) e.task_id, e.data
    from task_event e join task t on t.id = e.task_id and t.status = 'SUBMITTED' and t.submitted_at = e.time
    where e.type = 'duban.task.submitted'
    order by e.task_id, e.revision desc
) event
where task.id = event.task_id;
