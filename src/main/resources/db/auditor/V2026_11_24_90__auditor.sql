-- One row: how far auditing has come, and which node is at it.
create table audit_pass (
    number          bigint not null,
    holder          uuid,
    lease_until     timestamptz,
    begun_at        timestamptz,
    finished_begin  timestamptz,
    finished_at     timestamptz,
    rules           text not null,
    rules_since     timestamptz not null,
    last_step       bigint not null,
    tasks           bigint not null,
    not_comparable  bigint not null,
    found           bigint not null,
    healed          bigint not null
);

comment on column audit_pass.number is 'How many passes have begun';
comment on column audit_pass.holder is 'The pass under way; null: none. Whoever finds its lease run out may begin another';
comment on column audit_pass.finished_begin is 'When the last pass that was finished began';
comment on column audit_pass.rules is 'A digest of the policies, calendars and units that plans follow';
comment on column audit_pass.rules_since is 'When that digest was seen first; what fell due before is not asked for';
comment on column audit_pass.last_step is 'The last notice_step when the last finished pass began';
comment on column audit_pass.tasks is 'How many tasks the last finished pass looked at';
comment on column audit_pass.not_comparable is 'How many histories it could not compare, because today''s rules would not let them pass';

create unique index audit_pass_one on audit_pass ((true));

insert into audit_pass (number, rules, rules_since, last_step, tasks, not_comparable, found, healed)
values (0, '', '-infinity', 0, 0, 0, 0, 0);

create table audit_finding (
    id        bigint generated always as identity primary key,
    kind      text not null,
    task_id   text,
    notice_id uuid,
    step      text,
    step_at   timestamptz,
    recipient text,
    detail    text not null,
    found_at  timestamptz not null,
    seen_at   timestamptz not null,
    healed_at timestamptz
);

comment on table audit_finding is 'Gaps that the auditor has found, for ever; a gap that comes back is a new one';

create unique index audit_finding_open on audit_finding (
    kind, coalesce(task_id, ''), coalesce(notice_id::text, ''), coalesce(step, ''),
    coalesce(extract(epoch from step_at at time zone 'UTC'), 0), coalesce(recipient, '')) where healed_at is null;
