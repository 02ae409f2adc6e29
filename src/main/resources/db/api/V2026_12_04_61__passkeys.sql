-- The tables of Spring Security, by its names; a passkey ends with its account.
create table user_entities (
    id varchar(1000) not null primary key,
    name text not null unique references app_user (name) on delete cascade,
    display_name text
);

create table user_credentials (
    credential_id varchar(1000) not null primary key,
    user_entity_user_id varchar(1000) not null references user_entities (id) on delete cascade,
    public_key bytea not null,
    signature_count bigint,
    uv_initialized boolean,
    backup_eligible boolean not null,
    authenticator_transports varchar(1000),
    public_key_credential_type varchar(100),
    backup_state boolean not null,
    attestation_object bytea,
    attestation_client_data_json bytea,
    created timestamp,
    last_used timestamp,
    label varchar(1000) not null
);

create index user_credentials_holder on user_credentials (user_entity_user_id);

comment on table user_entities is 'Accounts with passkeys, by the id that their devices keep';
comment on table user_credentials is 'Passkeys of accounts: public keys, which open nothing by themselves';
