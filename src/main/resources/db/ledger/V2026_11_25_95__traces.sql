alter table task_event add column traceparent text;

comment on column task_event.traceparent is 'Where its intake stands in a trace (W3C Trace Context); null: nobody traces';
