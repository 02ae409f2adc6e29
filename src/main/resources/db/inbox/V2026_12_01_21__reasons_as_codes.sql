alter table inbox_mail add column why jsonb;

comment on column inbox_mail.why is 'Why it has this state: a code and its arguments; null: nothing is to be said, or reason says it';
comment on column inbox_mail.reason is 'A text without a code, as versions before kept it; null: why says it';

create temporary table sentence (
    place   int generated always as identity,
    code    text,
    pattern text,
    nested  boolean default false
) on commit drop;

-- The first that fits counts: what a mail server or a person wrote may look like anything.
insert into sentence (code, pattern) values
    ('NO_ENVELOPE_SENDER', 'no envelope sender'),
    ('READ_RECEIPT', 'read receipt'),
    ('ITS_SUBJECT', 'its subject'),
    ('REPORT_TO_REPLY_ADDRESS', 'a report that came to the reply address'),
    ('NO_STATUS', ''),
    ('NO_WORDS', 'no words'),
    ('NOT_OUR_ADDRESS', 'it came to an address that this installation did not make'),
    ('REPORT_WITHOUT_ADDRESS', 'it reports on a mail but did not come to the address of one'),
    ('NO_REPLY_ADDRESS', 'it came to no reply address of a notice'),
    ('UNUSUAL_BOUNCE', 'a bounce in a form of its own, not that of RFC 3464'),
    ('NO_REPORT', 'it came to the address for bounces, but it is no report'),
    ('NO_SUCH_NOTICE', 'there is no such notice'),
    ('NOTHING_WRITTEN', 'nothing is written above the quotation'),
    ('SEVERAL_NAMED', 'it names several tasks \((.*)\): each needs a reply of its own'),
    ('NO_TASK_ANY_MORE', 'the notice tells of no task any more'),
    ('NONE_NAMED', 'the notice is about (\d+) tasks and the reply names none: one of (.*) belongs in its first line'),
    ('OTHER_WORDS', 'its first line begins with none of the words that are understood'),
    ('DONE_AND_PERCENTAGE', 'it says done and names a percentage'),
    ('OUR_MISTAKE', 'internal error: (.*)'),
    ('ANSWER_EXPIRED', 'This link has expired'),
    ('ANSWER_UNKNOWN', 'This task is not known'),
    ('ANSWER_CLOSED', 'This task is closed'),
    ('ANSWER_NOT_YOURS', 'Another unit is in charge now'),
    ('ANSWER_ANSWERED', 'Recorded already'),
    ('ANSWER_SIGNED', 'Signed for already'),
    ('ANSWER_IN_REVIEW', 'Reported complete already'),
    ('ANSWER_HELD', 'This task is on hold'),
    ('ANSWER_PAST_DEADLINE', 'The deadline has passed'),
    ('ANSWER_DECIDED', 'There is nothing to decide here any more'),
    ('ANSWER_MISSING', 'Please fill this in\.'),
    ('ANSWER_LONG', 'This is too long: 2,000 characters at most\.'),
    ('ANSWER_PERCENT', 'Write a whole number from 0 to 100\.');

insert into sentence (code, pattern, nested) values
    ('BY_A_PROGRAM', 'written by a program: (.*)', true),
    ('REPORT_ON_NO_NOTICE', '(.*); there is no such notice', true),
    ('FAILED', 'reported failed ?(.*?): (.*)', true),
    ('DELAYED', 'reported delayed ?(.*?): (.*)', true),
    ('DELIVERED', 'reported delivered ?(.*?): (.*)', true),
    ('RELAYED', 'reported relayed ?(.*?): (.*)', true),
    ('EXPANDED', 'reported expanded ?(.*?): (.*)', true),
    ('REPORTED', 'reported ([^ :]*) ?(.*?): (.*)', true);

create function pg_temp.reason(kept text) returns jsonb language plpgsql as $$
declare
    found record;
begin
    select * into found from sentence where kept ~ ('^' || pattern || '$') order by place limit 1;
    return case when found.code is not null then jsonb_build_object('code', found.code, 'arguments', coalesce((
        select jsonb_agg(coalesce(case when found.nested then pg_temp.reason(argument) end, to_jsonb(argument)) order by place)
        from unnest(regexp_match(kept, '^' || found.pattern || '$')) with ordinality as arguments (argument, place)
        where found.pattern like '%(%'), '[]')) end;
end
$$;

update inbox_mail set why = pg_temp.reason(reason) where reason is not null;
update inbox_mail set reason = null where why is not null;

drop function pg_temp.reason(text);
