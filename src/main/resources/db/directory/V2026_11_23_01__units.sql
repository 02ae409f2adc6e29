-- A parent is no foreign key: a unit may leave the tree before those below it, and come back above them.
create table unit (
    code text primary key,
    parent text,
    kind text not null check (kind in ('UNIT', 'LEADING_GROUP_OFFICE', 'LEADING_GROUP')),
    name_zh text not null,
    name_en text not null,
    locale text not null,
    zone text not null
);

create table contact (
    unit text not null references unit on delete cascade,
    position integer not null,
    email text not null,
    unreachable_since timestamptz,
    unreachable_reason text,
    primary key (unit, position),
    check ((unreachable_since is null) = (unreachable_reason is null))
);

create index contact_email on contact (email);

-- One row. Every write gives it a number that was never there before, not even in a transaction that was rolled back.
create sequence directory_version_number;

create table directory_version (
    version bigint not null
);

create unique index directory_version_one on directory_version ((true));

insert into directory_version values (nextval('directory_version_number'));
