-- What a person asked for that takes a while, and goes on when he has left and whichever node dies.
create table job (
    id          uuid primary key,
    kind        text not null,
    state       text not null check (state in ('RUNNING', 'DONE', 'STOPPED')),
    made_by     text not null,
    owner       text not null,
    made_at     timestamptz not null,
    for_all     boolean not null,
    offices     text[] not null,
    source      text not null,
    view        text not null,
    asked       jsonb not null,
    items       integer not null,
    stopped_by  text,
    ended_at    timestamptz,
    holder      uuid,
    lease_until timestamptz,
    turn        bigint not null default 0
);

comment on column job.for_all is 'With offices: for whom its maker decides, as he showed when he made it';
comment on column job.source is 'The source of the events that it becomes, the same for all of them whatever is set later';
comment on column job.view is 'Where its maker came from';
comment on column job.ended_at is 'When the last of its items had its outcome; one that is stopped waits for what is on its way';
comment on column job.turn is 'Nodes take jobs in turns, a part at a time: the lowest is next';

create sequence job_turn;
create index job_open on job (turn) where ended_at is null;
create index job_made on job (made_at desc, id);
create index job_owner on job (owner, made_at desc, id);

create table job_item (
    job      uuid not null references job (id),
    number   integer not null,
    task_id  text not null,
    revision bigint not null,
    state    text not null check (state in ('WAITING', 'TAKEN', 'SENT', 'APPLIED', 'REFUSED', 'IMPOSSIBLE', 'LEFT_OUT')),
    by_unit  text,
    made     text,
    reason   jsonb,
    primary key (job, number),
    unique (job, task_id)
);

comment on column job_item.revision is 'Of the task when the job was made: on what its event rests';
comment on column job_item.by_unit is 'The office that acts; null: a system that speaks for it';
comment on column job_item.made is 'The notice that was sent once more; an event has an id that follows from job and task';

create index job_item_state on job_item (job, state, number);
