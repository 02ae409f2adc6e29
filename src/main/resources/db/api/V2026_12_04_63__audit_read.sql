create index audit_actor on audit (actor, seq);
create index audit_act on audit (act, seq);
create index audit_at on audit (at);
