-- The lamp follows from what the agenda keeps of a task and from the time: with all of that in an index, lamps are counted
-- and looked for without the rows themselves.
create index agenda_lamp on agenda (task_id) include (held, hold_until, deadline_at, submitted_at, yellow_at) where open;
create index agenda_held on agenda (task_id) include (hold_until) where open and held;
create index agenda_submitted_late on agenda (task_id) where open and deadline_at < submitted_at;
