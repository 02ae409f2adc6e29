alter table audit_finding add column why jsonb, alter column detail drop not null;

comment on column audit_finding.why is 'What was expected and what was found: a code and its arguments; null: detail says it';
comment on column audit_finding.detail is 'A text without a code, as versions before kept it; null: why says it';

create temporary table sentence (
    place   int generated always as identity,
    code    text,
    pattern text
) on commit drop;

-- The first that fits counts.
insert into sentence (code, pattern) values
    ('NOT_IN_AGENDA', 'the agenda does not know the task'),
    ('DUE_SINCE', 'due since (.*)'),
    ('TOLD_UNTIL', 'counts as told until (.*)'),
    ('NEVER_WAKES', 'the plan says (.*), the agenda never'),
    ('WAKES_LATE', 'the plan says (.*), the agenda (.*)'),
    ('NEITHER_TOLD_NOR_LEFT_OUT', 'fell due and was neither told nor left out'),
    ('NO_UNIT_IN_TREE', 'is a task of a unit that is not there; amend its units, or send duban\.unit\.removed with mergedInto'),
    ('NO_NOTICE_TELLS', 'is to be told, and no notice tells it'),
    ('NEVER_TRIED_AGAIN', 'is (\w+) and would never be tried again'),
    ('IN_HAND_SINCE', 'in hand since before (.*)'),
    ('NOT_OF_ITS_EVENTS', 'is not what its events make of it'),
    ('REVISION_AND_EVENTS', 'is at revision (\d+) after (\d+) events');

update audit_finding set detail = null, why = jsonb_build_object('code', found.code, 'arguments', found.arguments)
from (
    select distinct on (f.id) f.id, s.code,
        case when s.pattern like '%(%' then to_jsonb(regexp_match(f.detail, '^' || s.pattern || '$')) else '[]' end as arguments
    from audit_finding f join sentence s on f.detail ~ ('^' || s.pattern || '$')
    -- What the failure of a plan said, or a mail server, stays as it was said.
    where f.kind not in ('UNPLANNABLE', 'TOLD_TO_NOBODY')
    order by f.id, s.place
) found
where found.id = audit_finding.id;
