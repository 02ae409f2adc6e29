-- The board counts what waits for a decision; few of the tasks do.
create index task_extension_requested on task (id) where extension_requested is not null;
