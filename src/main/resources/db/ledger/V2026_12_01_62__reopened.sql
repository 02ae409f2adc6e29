alter table task
    add column reopened_at timestamptz,
    add column reopened_told_from timestamptz;

comment on column task.reopened_at is 'When it was last opened again after a strike-off or withdrawal by mistake, as the event says; null: never, or before another unit came to lead';
comment on column task.reopened_told_from is 'When the ledger last learned of that; what lay before it stays untold';
