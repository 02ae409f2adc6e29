alter table notice_step add column why jsonb;

comment on column notice_step.why is 'Why it has this fate: a code and its arguments; null: it was simply told, or reason says it';
comment on column notice_step.reason is 'A text without a code, as versions before kept it; null: why says it';

create temporary table sentence (
    place   int generated always as identity,
    code    text,
    pattern text
) on commit drop;

-- The first that fits counts: what a mail server or a person wrote may look like anything.
insert into sentence (code, pattern) values
    ('HELD_ON', 'held until further notice: (.*)'),
    ('HELD_ON_WITHOUT_REASON', 'held until further notice'),
    ('HELD', 'held until (\d{4}-\d\d-\d\dT[\d:.]+Z): (.*)'),
    ('HELD_WITHOUT_REASON', 'held until (\d{4}-\d\d-\d\dT[\d:.]+Z)'),
    ('SUPERSEDED', 'superseded by (.*)'),
    ('OVERTAKEN', 'while it waited to be sent, (.*) took its place'),
    ('NOBODY_ABOVE', 'no reachable address, and none above'),
    ('TOLD_INSTEAD', 'no reachable address; told (.*) instead'),
    ('GONE_NOBODY_ABOVE', 'there is no unit "([^"]*)" any more, and none above'),
    ('GONE_TOLD_INSTEAD', 'there is no unit "([^"]*)" any more; told (.*) instead'),
    ('NOBODY_AT_ALL', 'nobody is told: there is no (.*) above (.*), and no office or leading group anywhere'),
    ('NO_AUDIENCE', 'no ([^ ]*) above ([^ ]*)'),
    ('NEVER_TOLD', 'had not been told of the task before'),
    ('DEADLINE_KNOWN', 'had been told this deadline before'),
    ('NO_UNIT_ANY_MORE', 'not told: (.*) is no unit any more'),
    ('STRUCK_OFF', 'no longer held when it was to be sent: struck off'),
    ('WITHDRAWN', 'no longer held when it was to be sent: withdrawn'),
    ('PUT_ON_HOLD', 'no longer held when it was to be sent: put on hold'),
    ('REPORTED_COMPLETE', 'no longer held when it was to be sent: reported complete'),
    ('SIGNED', 'no longer held when it was to be sent: signed for'),
    ('REVIEWED', 'no longer held when it was to be sent: the review is done'),
    ('CAUGHT_UP', 'no longer held when it was to be sent: no longer behind'),
    ('DEADLINE_MOVED', 'no longer held when it was to be sent: the deadline is now (.*)'),
    ('UNIT_CHANGED', 'no longer held when it was to be sent: (.*) no longer answers for it'),
    ('UNIT_GONE', 'no longer held when it was to be sent: (.*) is no unit any more'),
    ('HAS_IT_AGAIN', 'no longer held when it was to be sent: (.*) has the task again'),
    ('PLAN_CHANGED', 'no longer held when it was to be sent: the plan has changed'),
    ('NO_LONGER_HELD', 'no longer held when it was to be sent'),
    ('IN_PLACE_OF', 'for ([^ ]*)'),
    ('REFUSED_TOLD_INSTEAD', '(.*); told ([^ ]*) instead'),
    ('REFUSED_NOBODY_ABOVE', '(.*); nobody above can be reached');

with kept as (
    select distinct reason from notice_step where reason is not null
), read as (
    select distinct on (reason) reason, jsonb_build_object('code', code, 'arguments',
        case when pattern like '%(%' then to_jsonb(regexp_match(reason, '^' || pattern || '$')) else '[]' end) as why
    from kept join sentence on reason ~ ('^' || pattern || '$')
    order by reason, place
)
update notice_step set why = read.why, reason = null from read where notice_step.reason = read.reason;

comment on column notice_step.moved is 'From which day it was moved and why, as the calendars were then; null: not moved';

with kept as (
    select id, moved ->> 'from' as day, part.en, part.zh, place
    from notice_step, unnest(
        string_to_array(regexp_replace(moved ->> 'en', '^from [A-Z][a-z]+ [\d-]+: ', ''), '; then '),
        string_to_array(regexp_replace(moved ->> 'zh', '^原定[^，]*，', ''), '；')) with ordinality as part (en, zh, place)
    where moved ->> 'en' ~ '^from [A-Z][a-z]+ [\d-]+: '
), read as (
    select id, day, place, case
        when en = 'weekend' then json_build_object('code', 'WEEKEND', 'arguments', json_build_array())
        when en like 'taken by %' then json_build_object('code', 'CROWDED', 'arguments', json_build_array(substr(en, 10)))
        when en like 'day off in the calendar %'
            then json_build_object('code', 'DAY_OFF', 'arguments', json_build_array(substr(en, 25)))
        when zh ~ '^适逢.+放假$'
            then json_build_object('code', 'HOLIDAY', 'arguments', json_build_array(substr(zh, 3, length(zh) - 4), en))
        end as why
    from kept
), whole as (
    select id, json_build_object('from', day, 'why', json_agg(why order by place)) as moved
    from read group by id, day having bool_and(why is not null)
)
update notice_step set moved = whole.moved from whole where notice_step.id = whole.id;
