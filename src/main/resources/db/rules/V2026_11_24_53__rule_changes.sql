-- Proposed changes of the rulebook. Nothing of them is in force before they are applied.
create table rule_change (
    id bigint generated always as identity primary key,
    state text not null check (state in ('COUNTING', 'READY', 'APPLIED', 'DISCARDED')),
    base bigint not null,
    policies text,
    calendars jsonb not null,
    files jsonb,
    drafted_at timestamptz not null,
    drafted_by text not null,
    counted_to text not null default '',
    counted bigint not null default 0,
    total bigint not null,
    moves bigint not null default 0,
    decided_at timestamptz,
    decided_by text,
    version bigint
);

comment on column rule_change.base is 'the version of the rulebook that it changes; outdated once that is not the newest any more';
comment on column rule_change.policies is 'the policy file instead; null: as it is';
comment on column rule_change.calendars is 'calendar files instead, by file name; null: taken away';
comment on column rule_change.files is 'digests of what the files said that it comes from; null: it comes from a user';
comment on column rule_change.counted_to is 'the last task that was looked at';

create index rule_change_counting on rule_change (id) where state = 'COUNTING';

-- The tasks whose next wake-up a change moves, numbered as they were found.
create table rule_change_move (
    change bigint not null references rule_change (id),
    number bigint not null,
    task_id text not null,
    title text not null,
    from_at timestamptz,
    to_at timestamptz,
    step text,
    primary key (change, number)
);
