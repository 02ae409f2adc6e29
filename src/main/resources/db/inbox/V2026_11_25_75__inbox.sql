-- Every mail that came in, and what became of it. The mail itself stays in its mailbox.
create table inbox_mail (
    id          bigint generated always as identity primary key,
    key         text not null unique,
    received_at timestamptz not null,
    state       text not null,
    notice_id   uuid,
    unit        text,
    office      text,
    task_id     text,
    sender      text not null,
    subject     text not null,
    words       text not null,
    event_id    text,
    reason      text
);

comment on column inbox_mail.key is 'The same for the same mail, however often it comes: it is acted upon once';
comment on column inbox_mail.office is 'The nearest office above the unit that the notice told: whose business it is';
comment on column inbox_mail.sender is 'Who claims to have written it; nothing depends on it';

create index inbox_mail_state on inbox_mail (state, id);
create index inbox_mail_notice on inbox_mail (notice_id);

create table inbox_position (
    folder   text primary key,
    validity bigint not null,
    uid      bigint not null
);

comment on table inbox_position is 'Up to which UID each folder was read, while its UIDVALIDITY stays the same (RFC 9051)';

create table inbox_probe (
    id      uuid primary key,
    sent_at timestamptz not null,
    back_at timestamptz
);

comment on table inbox_probe is 'The daily mails to ourselves that show that replies reach us';
