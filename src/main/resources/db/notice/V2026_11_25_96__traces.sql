alter table notice add column traceparent text;
alter table outgoing add column traceparent text;

comment on column notice.traceparent is 'Where its issue stands in a trace (W3C Trace Context); null: nobody traces';
comment on column outgoing.traceparent is 'What it follows from; becomes a header';
