alter table refusal add column why jsonb;

comment on column refusal.reason is 'why, in English, for whoever looks with SQL and for a version that knows no codes';
comment on column refusal.why is 'why, as a code and its arguments, each a text or another reason; null: the text is all there is';

-- A process of the version before changes the text and knows nothing of the code, which would go on saying what held before.
create function refusal_forgets_code() returns trigger language plpgsql as $$
begin
    new.why := null;
    return new;
end $$;

create trigger refusal_forgets_code before update of reason on refusal
    for each row when (new.reason is distinct from old.reason and new.why is not distinct from old.why)
    execute function refusal_forgets_code();
