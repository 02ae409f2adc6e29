package org.duban.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows work in traces, where they are exported; where not, passes on what senders name, at next to no cost. No address, name or
 * title may become part of a trace.
 */
public final class Traces {

    /** Passes on, and shows nothing. */
    public static final Traces OFF = new Traces(null);

    private final @Nullable Tracer tracer;

    Traces(@Nullable Tracer tracer) {
        this.tracer = tracer;
    }

    /**
     * Begins a piece of work. It goes on in the trace of what led to it; if nothing did, or things from several traces did, it
     * begins a trace of its own with links to them.
     */
    public TraceScope begin(Work work, Collection<TracePoint> after) {
        var traces = after.stream().map(TracePoint::traceId).distinct().count();
        var one = traces == 1 ? after.iterator().next() : null;
        if (tracer == null) {
            return new TraceScope(null, one);
        }
        var builder = tracer.spanBuilder(work.words()).setSpanKind(work.kind());
        if (one == null) {
            builder.setNoParent();
            after.forEach(point -> builder.addLink(context(point)));
        } else {
            builder.setParent(Context.root().with(Span.wrap(context(one))));
        }
        var span = builder.startSpan();
        return new TraceScope(span, point(span.getSpanContext()).orElse(one));
    }

    /** Where the work of this thread stands, such as a request that is being answered; empty if it is not traced. */
    public Optional<TracePoint> current() {
        return tracer == null ? Optional.empty() : point(Span.current().getSpanContext());
    }

    private static SpanContext context(TracePoint point) {
        return SpanContext.createFromRemoteParent(
                point.traceId(), point.spanId(), TraceFlags.fromHex(point.flags(), 0), TraceState.getDefault());
    }

    private static Optional<TracePoint> point(SpanContext context) {
        return context.isValid()
                ? Optional.of(new TracePoint("00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                        + context.getTraceFlags().asHex()))
                : Optional.empty();
    }
}
