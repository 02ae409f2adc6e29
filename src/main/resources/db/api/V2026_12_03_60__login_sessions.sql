-- The tables of Spring Session, by its names of columns; a login lies here and on no node.
create table login_session (
    primary_id char(36) not null constraint login_session_pk primary key,
    session_id char(36) not null,
    creation_time bigint not null,
    last_access_time bigint not null,
    max_inactive_interval int not null,
    expiry_time bigint not null,
    principal_name varchar(100)
);

create unique index login_session_id on login_session (session_id);
create index login_session_expiry on login_session (expiry_time);
create index login_session_principal on login_session (principal_name);

create table login_session_attributes (
    session_primary_id char(36) not null
        constraint login_session_attributes_fk references login_session (primary_id) on delete cascade,
    attribute_name varchar(200) not null,
    attribute_bytes bytea not null,
    constraint login_session_attributes_pk primary key (session_primary_id, attribute_name)
);

comment on table login_session is 'Who is logged in on the pages; a role is never kept here, but asked for at each request';
comment on column login_session.principal_name is 'The name of the account';
