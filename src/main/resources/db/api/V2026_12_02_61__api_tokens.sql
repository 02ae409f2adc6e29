create table api_token (
    id uuid primary key,
    account text not null references app_user (name) on delete cascade,
    label text not null,
    hash bytea not null unique,
    roles text[] not null,
    made_at timestamptz not null,
    expires_at timestamptz not null,
    last_used_at timestamptz
);

comment on table api_token is 'Secrets that programs of people log in with; a revoked one is gone, and the audit trail has it';
comment on column api_token.hash is 'SHA-256 of the secret, which is kept nowhere';
comment on column api_token.roles is 'What it may at most, as roles of accounts are written; of these it has those that its owner still covers';

create index api_token_account on api_token (account, made_at);
