create table mailed_link (
    id uuid primary key,
    account text not null references app_user (name) on delete cascade,
    address text not null,
    language text,
    purpose text not null,
    asked_at timestamptz not null,
    try_at timestamptz,
    hash bytea unique,
    expires_at timestamptz
);

comment on table mailed_link is 'Links by which somebody logs in or chooses a password, once; a used one is gone, and the audit trail has it';
comment on column mailed_link.try_at is 'When it is to be mailed, or tried again; null: it has been';
comment on column mailed_link.hash is 'SHA-256 of the secret in the link, which is made when it is mailed and kept nowhere; null: not mailed yet';

create index mailed_link_account on mailed_link (account, asked_at);
create index mailed_link_waiting on mailed_link (try_at) where try_at is not null;
