alter table inbox_mail
    add column writer        text,
    add column forwarded_to  text,
    add column not_forwarded jsonb;

comment on column inbox_mail.writer is 'The address of who claims to have written it, in lower case; null: it names none, or came before this was kept';
comment on column inbox_mail.forwarded_to is 'The office that it was forwarded to; null: it was not';
comment on column inbox_mail.not_forwarded is 'Why it was not forwarded though somebody is to read it: a code and its arguments';

create index inbox_mail_forwarded on inbox_mail (received_at) where forwarded_to is not null;
