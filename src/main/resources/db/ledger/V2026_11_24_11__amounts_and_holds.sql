alter table task
    add column amounts jsonb not null default '{}',
    add column hold_from timestamptz,
    add column extension_requested_at timestamptz,
    add column joined_told_from jsonb not null default '{}';

alter table task
    alter column amounts drop default,
    alter column joined_told_from drop default;

comment on column task.amounts is 'By the name of a step: the amount that this task has instead of the step''s own';
comment on column task.joined_told_from is 'By the code of an assisting unit that was added later: when the ledger learned of it';
comment on column task.hold_from is 'When the ledger learned of the hold';

-- Both were not kept before; the plan has skipped what lay before these instants, or told it.
update task set hold_from = planned_from where held;
update task set extension_requested_at = extension_request_told_from where extension_requested is not null;
