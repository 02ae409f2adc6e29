-- The mails that came back and that notices forward to people: for each of its readers a mail is forwarded once.
create table forwarded_mail (
    notice_id uuid primary key,
    number    bigint not null,
    address   text not null,
    tasks     text[] not null,
    mail      json not null,
    lines     json not null,
    unique (number, address)
);

comment on column forwarded_mail.number is 'The number of the mail in the inbox';
comment on column forwarded_mail.address is 'Who reads it';
comment on column forwarded_mail.mail is 'What the notice says of the mail, frozen';
comment on column forwarded_mail.lines is 'What the notice says of the tasks that the mail is about, frozen';
