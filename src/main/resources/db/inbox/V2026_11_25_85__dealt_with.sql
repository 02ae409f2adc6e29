alter table inbox_mail
    add column away_until date,
    add column dealt_by   text,
    add column dealt_at   timestamptz;

comment on column inbox_mail.away_until is 'Until when an automatic reply says that somebody is away';
comment on column inbox_mail.dealt_by is 'The user who has dealt with it';

create index inbox_mail_waiting on inbox_mail (id) where dealt_at is null and state in ('NOT_UNDERSTOOD', 'NOT_TAKEN');
