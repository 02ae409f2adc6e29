alter table notice
    add column name_zh text,
    add column name_en text,
    add column locale text,
    add column zone text,
    add column asked_again_at timestamptz;

comment on column notice.name_zh is 'The recipient''s name, as are name_en, locale and zone, when the notice was composed; null: not kept then';
comment on column notice.asked_again_at is 'When somebody last asked to send it again; the time for which it is tried counts from then';
