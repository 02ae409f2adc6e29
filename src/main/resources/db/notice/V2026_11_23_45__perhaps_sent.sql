alter table notice add column perhaps_sent boolean not null default false;

comment on column notice.perhaps_sent is 'Some attempt may have handed it over without our learning of it: repeated as the same bytes or not at all';

update notice set perhaps_sent = true where state = 'UNKNOWN';
