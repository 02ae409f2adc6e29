alter table app_user
    add column display_name text,
    add column mail text,
    add column language text;

comment on column app_user.roles is 'Roles at units, such as OFFICE@gyangze-office; a role without a unit is one of the whole tree. Processes from before there were units here pass over the former';
comment on column app_user.display_name is 'What the person is called; null: by the name to log in with';
comment on column app_user.language is 'A language tag; null: that of the browser';
