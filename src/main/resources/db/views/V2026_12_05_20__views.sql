-- Whose: account:<name> for an account, which takes what is its own with it when it ends; provider:<provider>:<name> and token:<name>
-- for people whom an OIDC provider knows.
create table saved_view (
    owner text not null,
    account text references app_user (name) on delete cascade,
    name text not null,
    query text not null,
    saved_at timestamptz not null,
    primary key (owner, name)
);

create index saved_view_account on saved_view (account);

create table ledger_columns (
    owner text primary key,
    account text references app_user (name) on delete cascade,
    columns text[] not null
);

create index ledger_columns_account on ledger_columns (account);

comment on column saved_view.query is 'What stands behind the question mark of the ledger''s address';
comment on table ledger_columns is 'Which columns somebody sees in the ledger where its address does not say';
