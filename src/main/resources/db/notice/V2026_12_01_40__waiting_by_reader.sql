create index notice_waiting on notice (recipient, address) where next_attempt_at is not null;
