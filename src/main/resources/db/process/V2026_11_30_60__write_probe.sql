-- Written anew by each process several times a minute, to see that the database takes what is written: see
-- JdbcDatabaseWrites. Nothing in it is worth anything, so it needs no log.
create unlogged table write_probe (
    page text not null
);
alter table write_probe alter column page set storage plain;
