-- The desk shows what is open by its deadline, page by page; what is closed piles up over the years.
create index task_open_by_deadline on task (deadline_date, id) where status not in ('STRUCK_OFF', 'WITHDRAWN');
create index task_by_deadline on task (deadline_date, id);
drop index task_deadline_date;
