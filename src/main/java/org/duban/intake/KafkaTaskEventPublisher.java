package org.duban.intake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.duban.events.StrictJson;
import org.duban.events.TaskEventPublisher;
import org.duban.events.UnreadableEvent;
import org.duban.events.WriteResult;
import org.duban.events.WriteResult.Objection;
import org.duban.events.WriteResult.OnItsWay;
import org.duban.intake.EventCheck.Checked;
import org.duban.process.DubanProperties;
import org.duban.tracing.Traces;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Checks events as the intake will, asks the ledger what it would say, and writes them in structured mode. */
@Component
final class KafkaTaskEventPublisher implements TaskEventPublisher {

    private static final byte[] STRUCTURED =
            "application/cloudevents+json; charset=UTF-8".getBytes(StandardCharsets.UTF_8);

    private final EventCheck check;
    private final RecordWriter writer;
    private final Traces traces;
    private final String topic;

    KafkaTaskEventPublisher(EventCheck check, RecordWriter writer, Traces traces, DubanProperties duban) {
        this.check = check;
        this.writer = writer;
        this.traces = traces;
        this.topic = duban.topics().taskEvents();
    }

    @Override
    public WriteResult write(byte[] json) {
        List<JsonNode> batch;
        try {
            batch = StrictJson.readBatch(json);
        } catch (UnreadableEvent e) {
            return new WriteResult(List.of(new Objection(0, "", e.why())), List.of());
        }
        var objections = new ArrayList<Objection>();
        var checked = check.check(batch, objections);
        return objections.isEmpty()
                ? new WriteResult(List.of(), send(checked, batch))
                : new WriteResult(objections, List.of());
    }

    private ProducerRecord<byte[], byte[]> record(String taskId, JsonNode event) {
        var record = new ProducerRecord<>(topic, taskId.getBytes(StandardCharsets.UTF_8), StrictJson.write(event));
        record.headers().add("content-type", STRUCTURED);
        traces.current()
                .ifPresent(at ->
                        record.headers().add("traceparent", at.traceparent().getBytes(StandardCharsets.US_ASCII)));
        return record;
    }

    private List<OnItsWay> send(List<Checked> checked, List<JsonNode> batch) {
        var sent = new ArrayList<Future<RecordMetadata>>();
        var written = new ArrayList<OnItsWay>();
        try {
            for (var one : checked) {
                sent.add(writer.write(record(one.event().taskId(), batch.get(one.index()))));
            }
            for (int i = 0; i < checked.size(); i++) {
                var one = checked.get(i);
                var place = sent.get(i).get();
                written.add(new OnItsWay(one.event(), place.partition(), place.offset(), one.foreseen()));
            }
            return written;
        } catch (ExecutionException e) {
            throw new EventsNotWritten("Kafka did not take the events; write them again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EventsNotWritten("interrupted before Kafka had the events; write them again", e);
        }
    }
}
