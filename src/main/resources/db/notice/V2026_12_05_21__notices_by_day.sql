-- Notices of a day: when they were sent, or else when they were composed.
create index notice_by_day on notice ((coalesce(sent_at, issued_at)) desc, id desc);
