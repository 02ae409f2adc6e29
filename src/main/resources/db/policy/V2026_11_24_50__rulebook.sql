-- The policies and calendars in force: the newest row. Every version is kept, because each decides for ever about what fell
-- due while it was in force.
create table rulebook (
    version bigint primary key,
    policies text not null,
    calendars jsonb not null,
    origin text not null check (origin in ('FILES', 'API')),
    files jsonb not null,
    applied_at timestamptz not null,
    applied_by text not null
);

comment on column rulebook.policies is 'the policy file (YAML)';
comment on column rulebook.calendars is 'the calendar files (YAML) by file name';
comment on column rulebook.files is 'digests of what files had said when a process last took over from them, by file name';

create function rulebook_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'rulebook is append-only: apply another version';
end
$$;

create trigger rulebook_is_append_only before update or delete or truncate on rulebook
    for each statement execute function rulebook_is_append_only();
