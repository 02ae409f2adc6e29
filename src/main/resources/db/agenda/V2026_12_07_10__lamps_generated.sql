-- The lamp of a row follows from the row alone. As generated columns it costs a fifth of what a trigger for each row costs,
-- which asked the task for its unit and points, too: whoever writes a row knows them.
drop trigger agenda_keeps_lamp on agenda;
drop function agenda_keeps_lamp();

alter table agenda
    drop column lamp,
    drop column lamp_until;

alter table agenda
    add column lamp text generated always as (case
        when not open then null
        when held and (hold_until is null or hold_until > lamp_as_of) then 'GREY'
        when deadline_at < coalesce(submitted_at, lamp_as_of) then 'RED'
        when submitted_at is null and yellow_at <= lamp_as_of then 'YELLOW'
        else 'GREEN' end) stored,
    -- An interval is added to a time without a zone: what is kept must not depend on the session's.
    add column lamp_until timestamptz generated always as (case
        when not open then null
        when held and (hold_until is null or hold_until > lamp_as_of) then hold_until
        when submitted_at is not null or deadline_at < lamp_as_of then null
        when yellow_at <= lamp_as_of
            then (deadline_at at time zone 'UTC' + interval '1 microsecond') at time zone 'UTC'
        else least(yellow_at, (deadline_at at time zone 'UTC' + interval '1 microsecond') at time zone 'UTC')
        end) stored;

comment on column agenda.lamp is 'What the task showed as of lamp_as_of; null where it is closed';
comment on column agenda.lamp_until is 'From when on it shows another by itself; null: never';

create index agenda_lamp_until on agenda (lamp_until) where lamp_until is not null;

-- A node of an earlier build beside this one writes neither unit nor points; the row takes them from its task. To be dropped
-- with the next release.
create function agenda_finds_lead() returns trigger language plpgsql as $$
begin
    select task.lead_unit, coalesce(task.points, 0)::numeric into new.lead_unit, new.points from task where id = new.task_id;
    new.lead_unit := coalesce(new.lead_unit, '');
    new.points := coalesce(new.points, 0);
    return new;
end $$;

create trigger agenda_finds_lead before insert on agenda
    for each row when (new.lead_unit = '') execute function agenda_finds_lead();
create trigger agenda_follows_lead before update of revision on agenda
    for each row when (new.revision <> old.revision and new.lead_unit = old.lead_unit and new.points = old.points)
    execute function agenda_finds_lead();
