package org.duban.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import org.duban.SpanNotes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracesTests {

    private static final TracePoint ONE = new TracePoint("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    private static final TracePoint OTHER = new TracePoint("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

    private final SpanNotes notes = new SpanNotes();
    private final Traces traces = new Traces(SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(notes))
            .build()
            .get("test"));

    @Test
    void goOnInTheTraceOfWhatLedToTheWork() {
        var work = traces.begin(Work.SEND_MAIL, List.of(ONE));
        work.end();

        assertThat(work.at()).map(TracePoint::traceId).contains(ONE.traceId());
        assertThat(work.at()).isNotEqualTo(ONE);
        assertThat(notes.spans()).singleElement().satisfies(span -> {
            assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
            assertThat(span.getName()).isEqualTo("send mail");
        });
    }

    @Test
    void beginOneOfTheirOwnWithLinksWhereSeveralLedToTheWork() {
        var work = traces.begin(Work.ISSUE_NOTICE, List.of(ONE, OTHER));
        work.end();

        assertThat(work.at().orElseThrow().traceId()).isNotIn(ONE.traceId(), OTHER.traceId());
        assertThat(notes.spans())
                .singleElement()
                .satisfies(span -> assertThat(span.getLinks())
                        .extracting(link -> link.getSpanContext().getTraceId())
                        .containsExactly(ONE.traceId(), OTHER.traceId()));
    }

    @Test
    void passOnWhatASenderNamesWhereNothingIsExported() {
        assertThat(Traces.OFF.begin(Work.TAKE_EVENT, List.of(ONE)).at()).contains(ONE);
        assertThat(Traces.OFF.begin(Work.TAKE_EVENT, List.of()).at()).isEmpty();
        assertThat(Traces.OFF.begin(Work.ISSUE_NOTICE, List.of(ONE, OTHER)).at())
                .isEmpty();
        assertThat(Traces.OFF.current()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n"
            })
    void takeNothingThatIsNoTraceparent(String text) {
        assertThat(TracePoint.of(text)).isEmpty();
    }
}
