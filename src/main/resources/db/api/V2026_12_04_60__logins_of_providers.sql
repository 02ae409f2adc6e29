create table provider_login (
    id uuid primary key,
    provider text not null,
    subject text not null,
    sid text,
    name text not null,
    display_name text not null,
    roles text[] not null,
    at timestamptz not null
);

create index provider_login_subject on provider_login (provider, subject);
create index provider_login_sid on provider_login (provider, sid);
create index provider_login_at on provider_login (at);

comment on table provider_login is 'Who has come in by the page of an OIDC provider; a session of a login that is not here any more opens nothing';
comment on column provider_login.sid is 'How the provider calls the login, when it says that it is over';
comment on column provider_login.roles is 'What the provider said at the login, as roles of accounts are written';

create table login_under_way (
    key_hash bytea primary key,
    kind text not null,
    content jsonb not null,
    expires_at timestamptz not null
);

create index login_under_way_expiry on login_under_way (expires_at);

comment on table login_under_way is 'What is asked of a browser until it comes back from a provider, or has asked for a passkey; any node may see it come back';
comment on column login_under_way.key_hash is 'SHA-256 of what only a cookie of that browser says';
