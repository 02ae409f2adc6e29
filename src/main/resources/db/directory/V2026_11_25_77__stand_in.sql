-- Who gets the mails of an address while its owner is away. An address, not a row of contact: it is one mailbox at however
-- many units it stands, and a unit that is saved anew writes its contacts anew.
create table stand_in (
    unit text not null references unit on delete cascade,
    name text not null,
    contact text not null,
    deputy text not null,
    deputy_name text not null,
    from_day date not null,
    to_day date not null,
    deputy_unreachable_since timestamptz,
    deputy_unreachable_reason text,
    primary key (unit, name),
    check (from_day <= to_day),
    check (contact <> deputy),
    check ((deputy_unreachable_since is null) = (deputy_unreachable_reason is null))
);

create index stand_in_deputy on stand_in (deputy);

comment on column stand_in.from_day is 'The first day, in the zone of the unit';
comment on column stand_in.to_day is 'The last day, in the zone of the unit';
