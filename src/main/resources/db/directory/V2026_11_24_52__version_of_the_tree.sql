-- Grows with what plans depend on: units, who stands above whom, zones, calendars. Addresses and names do not count: a
-- refused address would else plan all tasks again.
alter table directory_version add tree bigint not null default 1;
