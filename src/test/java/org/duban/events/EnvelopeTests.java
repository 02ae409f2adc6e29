package org.duban.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class EnvelopeTests {

    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");

    private final Envelope envelope = new Envelope("e-1", "/oa", "duban.task.received", "gz-7", NOON);

    @Test
    void makesAnEventThatTheIntakeReads() throws UnreadableEvent {
        var data = JsonNodeFactory.instance.objectNode().put("by", "gz-education");

        var event = new TaskEventDecoder(() -> NOON).decode(envelope.around(data));

        assertThat(event.id()).isEqualTo("e-1");
        assertThat(event.source()).isEqualTo("/oa");
        assertThat(event.type()).isEqualTo("duban.task.received");
        assertThat(event.taskId()).isEqualTo("gz-7");
        assertThat(event.time()).isEqualTo(NOON);
    }

    @Test
    void leavesOutTheTimeOfWhatHasNotHappened() {
        var proposal = new Envelope("e-1", "/oa", "duban.task.received", "gz-7", null);

        assertThat(proposal.attributes()).doesNotContainKey("time").containsEntry("specversion", "1.0");
        assertThat(envelope.attributes()).containsEntry("time", "2026-11-23T04:00:00Z");
    }
}
