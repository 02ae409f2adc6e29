package org.duban.intake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.duban.Duban;
import org.duban.intake.Written.Objection;
import org.duban.intake.Written.OnItsWay;
import org.duban.ledger.Foreseen;
import org.duban.ledger.Foresight;
import org.duban.ledger.KnownNames;
import org.duban.ledger.TaskEvent;
import org.duban.ledger.Verdict;
import org.duban.tracing.Traces;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Checks events as the intake will, asks the ledger what it would say, and writes them in structured mode. */
@Component
final class KafkaTaskEventDoor implements TaskEventDoor {

    private static final byte[] STRUCTURED =
            "application/cloudevents+json; charset=UTF-8".getBytes(StandardCharsets.UTF_8);

    private final TaskEventDecoder decoder;
    private final KnownNames names;
    private final Foresight ledger;
    private final IntakeProgress progress;
    private final RecordWriter writer;
    private final Traces traces;
    private final String topic;

    KafkaTaskEventDoor(
            TaskEventDecoder decoder,
            KnownNames names,
            Foresight ledger,
            IntakeProgress progress,
            RecordWriter writer,
            Traces traces,
            Duban duban) {
        this.decoder = decoder;
        this.names = names;
        this.ledger = ledger;
        this.progress = progress;
        this.writer = writer;
        this.traces = traces;
        this.topic = duban.topics().taskEvents();
    }

    @Override
    public Written write(byte[] json) {
        List<JsonNode> batch;
        try {
            batch = StrictJson.readBatch(json);
        } catch (Refused e) {
            return new Written(List.of(new Objection(0, "", e.reason())), List.of());
        }
        var objections = new ArrayList<Objection>();
        var events = check(batch, objections);
        if (!objections.isEmpty()) {
            return new Written(objections, List.of());
        }
        var foreseen = foresee(events, objections);
        return objections.isEmpty()
                ? new Written(List.of(), send(events, batch, foreseen))
                : new Written(objections, List.of());
    }

    private List<TaskEvent> check(List<JsonNode> batch, List<Objection> objections) {
        var events = new ArrayList<@Nullable TaskEvent>();
        for (int i = 0; i < batch.size(); i++) {
            try {
                events.add(decoder.decode(batch.get(i)));
            } catch (Refused e) {
                events.add(null);
                objections.add(new Objection(i, id(batch.get(i)), e.reason()));
            }
        }
        checkNames(events, objections);
        objections.sort(Comparator.comparingInt(Objection::index));
        return events.stream().filter(Objects::nonNull).toList();
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

    /** What the ledger says of them; its refusals count where nothing that is on its way to it can change them. */
    private List<Foreseen> foresee(List<TaskEvent> events, List<Objection> objections) {
        var foreseen = ledger.foresee(events);
        var lastWord = foreseen.stream().anyMatch(Foreseen::doubtful) && progress.caughtUp();
        if (lastWord) {
            foreseen = ledger.foresee(events);
        }
        for (int i = 0; i < events.size(); i++) {
            var now = foreseen.get(i);
            if (now.verdict() instanceof Verdict.Refused refused && (lastWord || now.certain())) {
                objections.add(new Objection(i, events.get(i).id(), refused.reason()));
            }
        }
        return foreseen;
    }

    private ProducerRecord<byte[], byte[]> record(String taskId, JsonNode event) {
        var record = new ProducerRecord<>(topic, taskId.getBytes(StandardCharsets.UTF_8), StrictJson.write(event));
        record.headers().add("content-type", STRUCTURED);
        traces.current()
                .ifPresent(at ->
                        record.headers().add("traceparent", at.traceparent().getBytes(StandardCharsets.US_ASCII)));
        return record;
    }

    private List<OnItsWay> send(List<TaskEvent> events, List<JsonNode> batch, List<Foreseen> foreseen) {
        var sent = new ArrayList<Future<RecordMetadata>>();
        var written = new ArrayList<OnItsWay>();
        try {
            for (int i = 0; i < events.size(); i++) {
                sent.add(writer.write(record(events.get(i).taskId(), batch.get(i))));
            }
            for (int i = 0; i < events.size(); i++) {
                var place = sent.get(i).get();
                written.add(new OnItsWay(events.get(i), place.partition(), place.offset(), foreseen.get(i)));
            }
            return written;
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
