package org.duban.notice;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.duban.notice.OutboxTable.OutboxRecord;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.process.Duban;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes receipts: CloudEvents that say what became of a notice. */
@Component
final class Receipts {

    private final JsonMapper json;
    private final String topic;

    Receipts(JsonMapper json, Duban duban) {
        this.json = json;
        this.topic = duban.topics().receipts();
    }

    /** What every receipt says of its notice. */
    interface Subject {
        UUID id();

        String recipient();

        String address();

        NoticeKind kind();

        NoticeLevel level();
    }

    /**
     * A receipt.
     *
     * @param type what became of the notice, such as {@code sent}
     * @param which tells it from other receipts of the same notice, and is the same again if it is written again
     * @param more adds what only receipts of this type say
     */
    OutboxRecord receipt(Subject notice, String type, String which, Instant at, Consumer<ObjectNode> more) {
        var id = notice.id().toString();
        var body = json.createObjectNode()
                .put("notice", id)
                .put("recipient", notice.recipient())
                .put("address", notice.address())
                .put("kind", notice.kind().name())
                .put("level", notice.level().name());
        more.accept(body);
        body.put("at", at.toString());
        return new OutboxRecord(
                topic, id, id + "-" + which, "duban.notice." + type, id, at, json.writeValueAsString(body));
    }
}
