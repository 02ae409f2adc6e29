alter table task
    add column assisting_reports jsonb,
    add column extension_requested_by text,
    add column decision_for text;

comment on column task.assisting_reports is 'What assisting units last reported of their own parts; null: none';
comment on column task.extension_requested_by is 'Who asked for the extension, if another unit leads by now; null: the lead unit';
comment on column task.decision_for is 'Whom the last decision on an extension answers; null: the lead unit';

-- Who may act, and what a hand-over leaves, was otherwise before: a history from then may not make the same task any more.
alter table task_event add column rules int not null default 1;
alter table task_event alter column rules set default 2;

comment on column task_event.rules is 'By which rules it was folded into its task; the present ones are the default';
