-- The auditor walks through the open tasks, and through those closed since it last did.
create index task_open on task (id) where closure_told_from is null;
create index task_closed on task (closure_told_from) where closure_told_from is not null;
