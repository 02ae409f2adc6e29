alter table task add column changes jsonb;

comment on column task.changes is 'Who gained and who lost the task, and the last move of its deadline, so that they are told; null: from before this was kept, and told to nobody';

create index task_lost on task using gin ((changes -> 'lost'));
