package org.duban.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hears on Kafka which notices are out. Only their ids are taken: what a notice says, and whether it still holds, comes
 * from the claim.
 */
final class NoticeListener {

    private static final Logger log = LoggerFactory.getLogger(NoticeListener.class);

    private final MailDispatcher room;
    private final JsonMapper json;

    NoticeListener(MailDispatcher room, JsonMapper json) {
        this.room = room;
        this.json = json;
    }

    @KafkaListener(
            id = "duban-mail",
            topics = "${duban.topics.notices:duban.notices}",
            groupId = "duban-mail",
            batch = "true",
            properties = {
                "key.deserializer=org.apache.kafka.common.serialization.ByteArrayDeserializer",
                "value.deserializer=org.apache.kafka.common.serialization.ByteArrayDeserializer",
                "auto.offset.reset=earliest",
                "isolation.level=read_committed"
            })
    void on(List<ConsumerRecord<byte[], byte[]>> issued) throws InterruptedException {
        var ids = new ArrayList<UUID>(issued.size());
        issued.forEach(record -> id(record).ifPresent(ids::add));
        try {
            room.take(ids);
        } catch (RuntimeException e) {
            // They are due again when the lease of their publishing ends; the sweep finds them then.
            log.warn("{} notices not claimed, left to the sweep", ids.size(), e);
        }
    }

    private Optional<UUID> id(ConsumerRecord<byte[], byte[]> record) {
        var subject = record.headers().lastHeader("ce_subject");
        try {
            return subject == null
                    ? structured(record.value())
                    : Optional.of(UUID.fromString(new String(subject.value(), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException | JacksonException e) {
            log.warn("Record without a notice id skipped, partition={} offset={}", record.partition(), record.offset());
            return Optional.empty();
        }
    }

    private Optional<UUID> structured(byte @Nullable [] value) {
        return value == null
                ? Optional.empty()
                : Optional.of(
                        UUID.fromString(json.readTree(value).path("subject").asString("")));
    }
}
