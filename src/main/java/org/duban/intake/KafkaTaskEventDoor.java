package org.duban.intake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.duban.Duban;
import org.duban.ledger.KnownNames;
import org.duban.ledger.TaskEvent;
import org.duban.tracing.Traces;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Checks events with the schemas of the intake and writes them in structured mode. */
@Component
final class KafkaTaskEventDoor implements TaskEventDoor {

    private static final byte[] STRUCTURED =
            "application/cloudevents+json; charset=UTF-8".getBytes(StandardCharsets.UTF_8);

    private final TaskEventDecoder decoder;
    private final KnownNames names;
    private final RecordWriter writer;
    private final Traces traces;
    private final String topic;

    KafkaTaskEventDoor(TaskEventDecoder decoder, KnownNames names, RecordWriter writer, Traces traces, Duban duban) {
        this.decoder = decoder;
        this.names = names;
        this.writer = writer;
        this.traces = traces;
        this.topic = duban.topics().taskEvents();
    }

    @Override
    public List<Objection> write(byte[] json) {
        List<JsonNode> batch;
        try {
            batch = StrictJson.readBatch(json);
        } catch (Refused e) {
            return List.of(new Objection(0, "", e.reason()));
        }
        var objections = new ArrayList<Objection>();
        var records = check(batch, objections);
        if (objections.isEmpty()) {
            send(records);
        }
        return objections;
    }

    private List<ProducerRecord<byte[], byte[]>> check(List<JsonNode> batch, List<Objection> objections) {
        var events = new ArrayList<@Nullable TaskEvent>();
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (int i = 0; i < batch.size(); i++) {
            try {
                var event = decoder.decode(batch.get(i));
                events.add(event);
                records.add(record(event.taskId(), batch.get(i)));
            } catch (Refused e) {
                events.add(null);
                objections.add(new Objection(i, id(batch.get(i)), e.reason()));
            }
        }
        checkNames(events, objections);
        objections.sort(Comparator.comparingInt(Objection::index));
        return records;
    }

    private void checkNames(List<@Nullable TaskEvent> events, List<Objection> objections) {
        var known = names.objections(events.stream()
                .filter(Objects::nonNull)
                .map(event -> Objects.requireNonNull(event).act())
                .toList());
        int next = 0;
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            if (event != null) {
                int index = i;
                known.get(next++).ifPresent(reason -> objections.add(new Objection(index, event.id(), reason)));
            }
        }
    }

    private ProducerRecord<byte[], byte[]> record(String taskId, JsonNode event) {
        var record = new ProducerRecord<>(topic, taskId.getBytes(StandardCharsets.UTF_8), StrictJson.write(event));
        record.headers().add("content-type", STRUCTURED);
        traces.current()
                .ifPresent(at ->
                        record.headers().add("traceparent", at.traceparent().getBytes(StandardCharsets.US_ASCII)));
        return record;
    }

    private void send(List<ProducerRecord<byte[], byte[]>> records) {
        var sent = new ArrayList<Future<?>>();
        try {
            records.forEach(record -> sent.add(writer.write(record)));
            for (var one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new EventsNotWritten("Kafka did not take the events; write them again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EventsNotWritten("interrupted before Kafka had the events; write them again", e);
        }
    }

    private static String id(JsonNode event) {
        var id = event.path("id");
        return id.isString() ? id.stringValue() : "";
    }
}
