create table app_user (
    name text primary key,
    password_hash text not null,
    roles text[] not null,
    created_at timestamptz not null
);

-- Who changed what. Each row carries the hash of the row before it, so that a row that is changed or taken out shows.
create table audit (
    seq bigint primary key,
    at timestamptz not null,
    actor text not null,
    act text not null,
    subject text not null,
    detail jsonb not null,
    previous_hash text not null,
    hash text not null
);

create index audit_subject on audit (subject, seq);

create function audit_hash(
    previous_hash text, seq bigint, at timestamptz, actor text, act text, subject text, detail jsonb)
returns text language sql immutable as $$
    select encode(sha256(convert_to(
        jsonb_build_array(
            previous_hash, seq, (extract(epoch from at) * 1000000)::bigint, actor, act, subject, detail)::text,
        'UTF8')), 'hex')
$$;

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the audit trail is append-only';
end
$$;

create trigger audit_is_append_only before update or delete or truncate on audit
    for each statement execute function audit_is_append_only();
