package org.duban.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A piece of work that is under way, and its place in a trace. */
public final class TraceScope {

    private final @Nullable Span span;
    private final @Nullable TracePoint at;

    TraceScope(@Nullable Span span, @Nullable TracePoint at) {
        this.span = span;
        this.at = at;
    }

    /** What follows from it comes after this place; empty if nothing is traced. */
    public Optional<TracePoint> at() {
        return Optional.ofNullable(at);
    }

    /** The same, or null. */
    public @Nullable TracePoint atOrNull() {
        return at;
    }

    /** Says something of it: ids and outcomes, nothing about people. */
    public TraceScope with(String key, String value) {
        if (span != null) {
            span.setAttribute(key, value);
        }
        return this;
    }

    /** Marks it as gone wrong. */
    public TraceScope failed() {
        if (span != null) {
            span.setStatus(StatusCode.ERROR);
        }
        return this;
    }

    /** Does a turn of it, whose log lines carry its trace. */
    public void during(Turn turn) throws InterruptedException {
        if (span == null) {
            turn.take();
            return;
        }
        try (var scope = span.makeCurrent()) {
            turn.take();
        }
    }

    /** What is done in one turn. */
    @FunctionalInterface
    public interface Turn {
        void take() throws InterruptedException;
    }

    public void end() {
        if (span != null) {
            span.end();
        }
    }
}
