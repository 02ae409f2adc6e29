alter table task
    add column number text;

comment on column task.number is 'By which people call it; given for ever when it is first applied. null: from before there were numbers, and no event has come for it since';
comment on column task_words.words is 'Id, title, clause and number, a line each, folded';
