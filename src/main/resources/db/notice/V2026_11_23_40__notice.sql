create table notice (
    id              uuid primary key,
    recipient       text not null,
    address         text not null,
    kind            text not null,
    level           text not null,
    moment          timestamptz not null,
    state           text not null,
    attempts        int not null default 0,
    next_attempt_at timestamptz,
    claim           uuid,
    forced          boolean not null default false,
    perhaps_sent    boolean not null default false,
    smtp_reply      text,
    issued_at       timestamptz not null,
    sent_at         timestamptz
);

comment on column notice.next_attempt_at is 'When it is tried next, or when the lease of the node that has it in hand ends; null: settled';
comment on column notice.forced is 'Somebody asked to send it again, whether or not it still holds';
comment on column notice.perhaps_sent is 'Some attempt may have handed it over without our learning of it: repeated as the same bytes or not at all';
comment on column notice.claim is 'Proof of the last claim: an outcome counts only under it';

create index notice_next_attempt on notice (next_attempt_at) where next_attempt_at is not null;
create index notice_moment on notice (moment desc, id);
create index notice_recipient on notice (recipient, moment desc);
create index notice_address on notice (address);

-- A step that fell due for one recipient, and its fate. Nobody is told the same step of the same task twice.
create table notice_step (
    id        bigint generated always as identity primary key,
    task_id   text not null,
    revision  bigint not null,
    step      text not null,
    step_at   timestamptz not null,
    audience  text not null,
    recipient text not null,
    address   text not null,
    for_unit  text not null default '',
    kind      text not null,
    level     text not null,
    fate      text not null,
    reason    text,
    line      jsonb,
    notice_id uuid references notice (id),
    unique (task_id, step, step_at, recipient, address, for_unit)
);

comment on column notice_step.for_unit is 'The unit that should have been told but cannot be reached; empty: the recipient itself';
comment on column notice_step.line is 'What the notice says about the task, frozen; null where nothing is told';

create index notice_step_untold on notice_step (recipient, address) where fate = 'TOLD' and notice_id is null;
create index notice_step_notice on notice_step (notice_id);

-- Records for Kafka, written with what they tell of and deleted when Kafka has them.
create table outgoing (
    seq      bigint generated always as identity primary key,
    topic    text not null,
    key      text not null,
    event_id text not null,
    type     text not null,
    subject  text not null,
    time     timestamptz not null,
    body     text not null
);
