-- What people look for is mostly two Chinese characters, of which no word index and no trigram knows. Written only where a
-- task's words change, so that events about its course cost nothing here.
create function folded(words text) returns text language sql immutable parallel safe as $$
    select lower(normalize(words, nfkc))
$$;

create function runs_of_characters(words text, shortest int, longest int) returns text[]
language sql immutable parallel safe as $$
    select coalesce(array_agg(distinct substr(words, place, size)), '{}')
    from generate_series(shortest, longest) size, generate_series(1, length(words) - size + 1) place
$$;

create table task_words (
    task_id text primary key,
    words text not null
);

comment on column task_words.words is 'Number, title and clause, a line each, folded';

insert into task_words select id, folded(concat_ws(E'\n', id, title, clause)) from task;

create index task_words_runs on task_words using gin (runs_of_characters(words, 1, 2));
