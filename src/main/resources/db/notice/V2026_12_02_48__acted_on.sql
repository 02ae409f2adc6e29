alter table notice add column acted_on_at timestamptz;

comment on column notice.acted_on_at is 'When its reader answered it: then it had come to somebody; null: not, or before this was kept';
