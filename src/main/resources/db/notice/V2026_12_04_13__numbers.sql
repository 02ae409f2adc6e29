alter table notice
    add column number text;

comment on column notice.number is 'By which people call it; given when it is composed. null: from before there were numbers';
