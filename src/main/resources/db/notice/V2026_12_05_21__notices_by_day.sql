-- Notices of a day: when they were sent, or else when they were composed.
create index notice_by_day on notice ((coalesce(sent_at, issued_at)) desc, id desc);

-- The few that failed, among millions that did not.
create index notice_failed_by_day on notice ((coalesce(sent_at, issued_at)) desc, id desc)
    where state in ('REFUSED', 'UNDELIVERABLE', 'BOUNCED');

create index forwarded_mail_tasks on forwarded_mail using gin (tasks);
