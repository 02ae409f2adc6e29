alter table task add column earlier_policies jsonb;

comment on column task.earlier_policies is 'The policies it followed before, oldest first, and until when; null: none';
