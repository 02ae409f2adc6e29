alter table rule_change_move add column label jsonb;

comment on column rule_change_move.label is 'What people call the step under the change, by language; null: counted before this was kept';
