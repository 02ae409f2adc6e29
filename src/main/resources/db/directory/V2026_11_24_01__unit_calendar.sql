alter table unit add column calendar text;

comment on column unit.calendar is 'The calendar by which the unit works; null: that of each policy';
