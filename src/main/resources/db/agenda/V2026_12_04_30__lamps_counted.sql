-- How many open tasks each unit leads, by lamp, is kept as it changes (docs/decisions/0058): to count a million tasks takes seconds.
-- A lamp changes by what happens to a task, and by time alone. What happens is counted by the triggers below, in the same
-- transaction; time by whoever asks, for the few tasks whose lamp changed since somebody last looked after them.
alter table agenda
    add column lead_unit text not null default '',
    add column points numeric not null default 0,
    add column lamp text,
    add column lamp_until timestamptz,
    add column lamp_as_of timestamptz not null default '-infinity';

comment on column agenda.lamp is 'What the task showed as of lamp_as_of; null where it is closed';
comment on column agenda.lamp_until is 'From when on it shows another by itself; null: never';
comment on column agenda.lamp_as_of is 'The instant at which its lamp was last looked after';

create table lamp_count (
    lead_unit text not null,
    lamp      text not null,
    tasks     bigint not null,
    points    numeric not null
);
comment on table lamp_count is 'Changes of the number of open tasks that a unit leads by kept lamp: their sum is the number';

-- Says what org.duban.plan.LampTimes says, as JdbcLampCounts does.
create function agenda_lamp(task agenda, asked timestamptz) returns text language sql immutable as $$
    select case
        when not task.open then null
        when task.held and (task.hold_until is null or task.hold_until > asked) then 'GREY'
        when task.deadline_at < coalesce(task.submitted_at, asked) then 'RED'
        when task.submitted_at is null and task.yellow_at <= asked then 'YELLOW'
        else 'GREEN' end
$$;

create function agenda_keeps_lamp() returns trigger language plpgsql as $$
begin
    select task.lead_unit, coalesce(task.points, 0)::numeric into new.lead_unit, new.points from task where id = new.task_id;
    new.lead_unit := coalesce(new.lead_unit, '');
    new.points := coalesce(new.points, 0);
    new.lamp := agenda_lamp(new, new.lamp_as_of);
    new.lamp_until := case
        when new.lamp = 'GREY' then new.hold_until
        when new.submitted_at is not null then null
        when new.lamp = 'YELLOW' then new.deadline_at + interval '1 microsecond'
        when new.lamp = 'GREEN' then least(new.yellow_at, new.deadline_at + interval '1 microsecond') end;
    return new;
end $$;

create trigger agenda_keeps_lamp
    before insert or update of revision, open, held, hold_until, yellow_at, deadline_at, submitted_at, lamp_as_of on agenda
    for each row execute function agenda_keeps_lamp();

update agenda set lamp_as_of = now();

insert into lamp_count (lead_unit, lamp, tasks, points)
select lead_unit, lamp, count(*), sum(points) from agenda where open group by 1, 2;

create function agenda_counts_lamps() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into lamp_count (lead_unit, lamp, tasks, points)
        select lead_unit, lamp, count(*), sum(points) from now_kept where lamp is not null group by 1, 2;
    elsif tg_op = 'DELETE' then
        insert into lamp_count (lead_unit, lamp, tasks, points)
        select lead_unit, lamp, -count(*), -sum(points) from was_kept where lamp is not null group by 1, 2;
    else
        insert into lamp_count (lead_unit, lamp, tasks, points)
        select lead_unit, lamp, sum(tasks), sum(points)
        from (select lead_unit, lamp, 1 as tasks, points from now_kept
              union all
              select lead_unit, lamp, -1, -points from was_kept) changed
        where lamp is not null
        group by 1, 2
        having sum(tasks) <> 0 or sum(points) <> 0;
    end if;
    return null;
end $$;

create trigger agenda_counts_new after insert on agenda
    referencing new table as now_kept for each statement execute function agenda_counts_lamps();
create trigger agenda_counts_changed after update on agenda
    referencing old table as was_kept new table as now_kept for each statement execute function agenda_counts_lamps();
create trigger agenda_counts_gone after delete on agenda
    referencing old table as was_kept for each statement execute function agenda_counts_lamps();

create index agenda_lamp_until on agenda (lamp_until) where lamp_until is not null;
