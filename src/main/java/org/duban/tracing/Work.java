package org.duban.tracing;

import io.opentelemetry.api.trace.SpanKind;

/** What is shown in a trace. */
public enum Work {
    /** A record is taken in: decoded, applied or refused. */
    TAKE_EVENT("take event", SpanKind.CONSUMER),
    /** What is due to one reader becomes a notice. */
    ISSUE_NOTICE("issue notice", SpanKind.PRODUCER),
    /** A notice is handed to the mail server; one for each attempt. */
    SEND_MAIL("send mail", SpanKind.CLIENT);

    private final String words;
    private final SpanKind kind;

    Work(String words, SpanKind kind) {
        this.words = words;
        this.kind = kind;
    }

    String words() {
        return words;
    }

    SpanKind kind() {
        return kind;
    }
}
