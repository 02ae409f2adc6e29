package org.duban.events;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.duban.reasons.Reason;
import org.duban.task.QuotedValue;
import org.duban.task.TaskEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads assignments that nobody has sent: the {@code data} of {@code duban.task.assigned}, strictly and with the schema of
 * the intake, and beside it {@code assignedAt}, the instant of the assignment.
 */
public final class ProposedAssignmentParser {

    private static final String ASSIGNED = "duban.task.assigned";
    private static final String ASSIGNED_AT = "assignedAt";
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2199-12-31T00:00:00Z");

    private static final Envelope ENVELOPE = new Envelope("proposal", "urn:duban:proposal", ASSIGNED, "proposal", null);

    private final EventSchemas schemas = new EventSchemas(Set.of(ASSIGNED));

    /** @param now the instant of an assignment that names none */
    public ProposedAssignment read(byte[] json, Instant now) {
        try {
            if (json.length > TaskEventDecoder.LARGEST) {
                throw new UnreadableEvent(EventReason.PROPOSAL_TOO_LARGE.at("body"));
            }
            return StrictJson.read(json, "body") instanceof ObjectNode data
                    ? read(data, now)
                    : wrong(EventReason.NO_OBJECT.at("body", ASSIGNED));
        } catch (UnreadableEvent e) {
            return wrong(e.why());
        }
    }

    private ProposedAssignment read(ObjectNode data, Instant now) throws UnreadableEvent {
        var assignedAt = data.path(ASSIGNED_AT).isNull() ? data.missingNode() : data.path(ASSIGNED_AT);
        var event = CloudEvents.structured(ENVELOPE.around(data));
        var flaws = schemas.flaws(event);
        if (!flaws.isEmpty()) {
            return new ProposedAssignment.Wrong(flaws.stream()
                    .map(flaw -> FieldProblem.inside(flaw, "data"))
                    .toList());
        }
        var time = assignedAt.isMissingNode() ? now : assignedAt(assignedAt);
        return new ProposedAssignment.Readable(new TaskEvent(
                ENVELOPE.source(),
                ENVELOPE.id(),
                ASSIGNED,
                ENVELOPE.subject(),
                time.truncatedTo(ChronoUnit.MICROS),
                null,
                Acts.read(ASSIGNED, event.path("data")),
                "{}"));
    }

    private static Instant assignedAt(JsonNode node) throws UnreadableEvent {
        var text = node.isString() ? node.stringValue() : node.toString();
        try {
            var instant = OffsetDateTime.parse(text)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toInstant();
            if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
                throw new UnreadableEvent(EventReason.PROPOSAL_OUTSIDE.at(ASSIGNED_AT, instant.toString()));
            }
            return instant;
        } catch (DateTimeParseException e) {
            throw new UnreadableEvent(EventReason.NO_INSTANT_WITH_OFFSET.at(ASSIGNED_AT, QuotedValue.plain(text)));
        }
    }

    private static ProposedAssignment.Wrong wrong(Reason flaw) {
        return new ProposedAssignment.Wrong(List.of(flaw));
    }
}
