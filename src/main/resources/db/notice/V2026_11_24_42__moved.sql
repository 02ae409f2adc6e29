alter table notice_step add column moved json;

comment on column notice_step.moved is 'From which day it was moved and why, in both languages, as the calendars were then; null: not moved';
