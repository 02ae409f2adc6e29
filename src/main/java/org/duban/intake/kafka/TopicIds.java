package org.duban.intake.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells a topic from one of the same name that was made after it was deleted: its offsets begin anew, and where the intake
 * stood in the old one means nothing. Each commit carries the id of the topic that was read; where another one has the name
 * now, it is read from its start, and what the ledger knows is known by source and id.
 */
@Component
public final class TopicIds {

    private static final Logger log = LoggerFactory.getLogger(TopicIds.class);
    private static final int PATIENCE_MILLIS = 5_000;

    private final IntakeKafka kafka;
    private final Map<String, String> read = new ConcurrentHashMap<>();
    private final Map<String, Runnable> readers = new ConcurrentHashMap<>();
    private final Set<String> ending = ConcurrentHashMap.newKeySet();

    TopicIds(IntakeKafka kafka) {
        this.kafka = kafka;
    }

    /** Names who is to end and to start anew, without being waited for, when the topic that is read is gone. */
    public void reader(String topic, Runnable startAnew) {
        readers.put(topic, startAnew);
    }

    /** The reader of a topic has ended, with all that it had in hand. */
    public void ended(String topic) {
        read.remove(topic);
        ending.remove(topic);
    }

    /** An offset with the id of the topic that is read. */
    public OffsetAndMetadata at(String topic, long offset) {
        return new OffsetAndMetadata(offset, read.getOrDefault(topic, ""));
    }

    /** Goes to the start of those of a topic's partitions whose committed offset was one in another topic of its name. */
    public void assigned(String topic, Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        var present = ask(topic);
        if (present.isPresent() && startedAnew(topic, present.get())) {
            return;
        }
        var foreign = new ArrayList<TopicPartition>();
        consumer.committed(new HashSet<>(partitions)).forEach((partition, committed) -> {
            var id = committed == null ? "" : committed.metadata();
            if (present.isEmpty()) {
                read.putIfAbsent(topic, id);
            } else if (!id.isEmpty() && !id.equals(present.get())) {
                foreign.add(partition);
            }
        });
        present.ifPresent(id -> read.put(topic, id));
        if (!foreign.isEmpty()) {
            log.warn("Topic {} was made anew; read from the start: {}", topic, foreign);
            consumer.seekToBeginning(foreign);
        }
    }

    /** The topic of this name has this id now. */
    public void seen(String topic, Uuid id) {
        startedAnew(topic, id.toString());
    }

    /**
     * Starts the reader of a topic anew if it reads another one. What it has in hand is of that one and is committed as such:
     * the id changes only between its end and its start.
     */
    private boolean startedAnew(String topic, String id) {
        var before = read.get(topic);
        var reader = readers.get(topic);
        if (reader == null || before == null || before.isEmpty() || before.equals(id)) {
            return false;
        }
        if (ending.add(topic)) {
            log.warn("Topic {} was deleted and made anew while it was read", topic);
            reader.run();
        }
        return true;
    }

    private Optional<String> ask(String topic) {
        try (var admin = Admin.create(kafka.admin())) {
            var topics = List.of(topic);
            var found = admin.describeTopics(topics, new DescribeTopicsOptions().timeoutMs(PATIENCE_MILLIS))
                    .allTopicNames()
                    .get();
            return Optional.ofNullable(found.get(topic))
                    .map(TopicDescription::topicId)
                    .filter(id -> !id.equals(Uuid.ZERO_UUID))
                    .map(Uuid::toString);
        } catch (ExecutionException | KafkaException e) {
            log.debug("Id of topic {} not known", topic, e);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
