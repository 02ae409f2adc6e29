-- Lines are only ever read back as they were written; nothing looks inside, so nothing needs their binary form.
alter table notice_step alter column line type json using line::json;
