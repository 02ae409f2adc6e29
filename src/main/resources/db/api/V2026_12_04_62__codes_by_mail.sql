alter table mailed_link add column tries int not null default 0;

comment on column mailed_link.tries is 'How often a code was typed; after a few it opens nothing';
