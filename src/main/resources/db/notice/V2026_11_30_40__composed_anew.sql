alter table notice
    add column stated_at timestamptz,
    add column tried_from timestamptz,
    add column merged_into uuid references notice (id);

comment on column notice.stated_at is 'As of when its words count, and its mail''s date, if it was composed anew after it had waited; null: as of issued_at';
comment on column notice.tried_from is 'From when the time counts for which it is tried, if it tells what others had to tell that waited longer; null: from issued_at';
comment on column notice.merged_into is 'The notice to the same reader that tells what this one had to tell; null: it was not merged';

alter table notice_step add column merged_from uuid;

comment on column notice_step.merged_from is 'The notice in which it was first composed, if another one tells it; null: notice_id';

create index notice_step_merged on notice_step (merged_from) where merged_from is not null;
