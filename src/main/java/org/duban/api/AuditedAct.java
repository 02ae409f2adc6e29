package org.duban.api;

/** What a user did through the REST interface that the audit trail (留痕) keeps. */
enum AuditedAct {
    EVENTS_WRITTEN,
    UNIT_SAVED,
    REFUSAL_REPLAYED,
    NOTICE_RESENT
}
