alter table task
    add column instructions jsonb;

comment on column task.instructions is 'The last instructions of leaders on it, oldest first, each with the instant from which it is told; null: from before there was this column, which is as good as none';
