package org.duban.events;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.duban.reasons.Reason;
import org.duban.task.QuotedValue;
import org.duban.task.TaskEvent;
import org.duban.tracing.TracePoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a record, byte by byte where it must, into a task event or a reason why it is none; never throws for its content. */
public final class TaskEventDecoder {

    private static final Logger log = LoggerFactory.getLogger(TaskEventDecoder.class);

    /** The largest record that is read, in bytes. */
    static final int LARGEST = 256 * 1024;

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Duration AHEAD = Duration.ofDays(1);
    private static final int LONGEST_ID = 200;

    private final EventSchemas schemas = new EventSchemas(Acts.TYPES);
    private final InstantSource clock;

    public TaskEventDecoder(InstantSource clock) {
        this.clock = clock;
    }

    public DecodedRecord decode(RawRecord record) {
        ObjectNode tree = null;
        try {
            checkSize(record);
            tree = CloudEvents.read(record);
            checkKey(record, tree);
            var event = event(tree, Instant.ofEpochMilli(record.timestamp()));
            return new DecodedRecord.Event(event.at(trace(record, tree)));
        } catch (UnreadableEvent e) {
            return new DecodedRecord.Unreadable(e.why(), tree == null ? null : taskId(tree));
        } catch (RuntimeException | StackOverflowError e) {
            // Whatever it is: one record must not stop those behind it.
            log.warn("Record {} cannot be read", record.place(), e);
            return new DecodedRecord.Unreadable(unreadable(e), tree == null ? null : taskId(tree));
        }
    }

    /** The reason for refusing a record that no rule foresaw. */
    public static Reason unreadable(Throwable failure) {
        return EventReason.EVENT_UNFORESEEN.at("value", failure.getClass().getSimpleName());
    }

    /** Reads an event that has not been a record yet. */
    public TaskEvent decode(JsonNode json) throws UnreadableEvent {
        StrictJson.check(json, "");
        var tree = CloudEvents.structured(json);
        if (StrictJson.write(tree).length > LARGEST) {
            throw new UnreadableEvent(tooLarge());
        }
        try {
            return event(tree, clock.instant());
        } catch (RuntimeException | StackOverflowError e) {
            log.warn("Event cannot be read", e);
            throw new UnreadableEvent(unreadable(e));
        }
    }

    static void checkSize(RawRecord record) throws UnreadableEvent {
        if (record.value() != null && record.value().length > LARGEST) {
            throw new UnreadableEvent(tooLarge());
        }
    }

    private static Reason tooLarge() {
        return EventReason.EVENT_TOO_LARGE.at("value");
    }

    static void checkKey(RawRecord record, ObjectNode tree) throws UnreadableEvent {
        var key = record.key();
        if (key == null || key.length == 0) {
            throw new UnreadableEvent(EventReason.KEY_MISSING.at("key"));
        }
        var subject = tree.path("subject");
        if (subject.isString() && !Arrays.equals(key, subject.stringValue().getBytes(StandardCharsets.UTF_8))) {
            throw new UnreadableEvent(EventReason.KEY_DIFFERS.at(
                    "key",
                    QuotedValue.plain(new String(key, StandardCharsets.UTF_8)),
                    QuotedValue.plain(subject.stringValue())));
        }
    }

    /** That of the record, which knows its last hop, or else that of the event (the CloudEvents extension). */
    private static @Nullable TracePoint trace(RawRecord record, ObjectNode tree) {
        var header = record.header("traceparent")
                .map(RawRecord.RawHeader::value)
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII));
        var attribute = tree.path("traceparent");
        return TracePoint.of(header.orElse(null))
                .or(() -> TracePoint.of(attribute.isString() ? attribute.stringValue() : null))
                .orElse(null);
    }

    private TaskEvent event(ObjectNode tree, Instant recordedAt) throws UnreadableEvent {
        schemas.check(tree);
        var type = tree.path("type").stringValue();
        var data = CloudEvents.data(tree);
        return new TaskEvent(
                tree.path("source").stringValue(),
                tree.path("id").stringValue(),
                type,
                tree.path("subject").stringValue(),
                time(tree.path("time"), recordedAt),
                sequence(tree.path("sequence")),
                Acts.read(type, data),
                data.toString());
    }

    Instant time(JsonNode node, Instant recordedAt) throws UnreadableEvent {
        var time = node.isString() ? OffsetDateTime.parse(node.stringValue()).toInstant() : recordedAt;
        if (time.isBefore(EARLIEST) || time.isAfter(clock.instant().plus(AHEAD))) {
            var outside = node.isString() ? EventReason.TIME_OUTSIDE : EventReason.TIMESTAMP_OUTSIDE;
            throw new UnreadableEvent(outside.at("time", time.toString()));
        }
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    private static @Nullable Long sequence(JsonNode node) throws UnreadableEvent {
        if (node.isMissingNode()) {
            return null;
        }
        var number = node.isString() ? new BigDecimal(node.stringValue()) : node.decimalValue();
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            throw new UnreadableEvent(EventReason.SEQUENCE_TOO_LARGE.at(
                    "sequence", QuotedValue.plain(node.asString("")), String.valueOf(Long.MAX_VALUE)));
        }
    }

    private static @Nullable String taskId(ObjectNode tree) {
        var subject = tree.path("subject");
        return subject.isString() && subject.stringValue().length() <= LONGEST_ID ? subject.stringValue() : null;
    }
}
