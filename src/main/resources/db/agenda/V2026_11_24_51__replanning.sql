-- What a row was planned by: the version of the rulebook plus that of the units. Each only grows, so a smaller number is an
-- older plan. What is there already is planned again once.
alter table agenda add planned_by bigint not null default 0;
alter table agenda alter planned_by drop default;

comment on column agenda.planned_by is 'Grows with every change of rules or units; less than that of today: to be planned again';

create index agenda_planned_by on agenda (planned_by, task_id) where open;
