package org.duban.task;

import java.util.Comparator;
import org.duban.reasons.Reason;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an event says, for the question whether another one of its source and id is the same event once more. When it was
 * sent is no part of it, nor its place in a sequence: a sender that tries again may stamp both anew.
 *
 * @param subject what it is about: the id of a task, or the code of a unit
 * @param data its data as JSON
 */
public record EventContent(String type, String subject, String data) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final Comparator<JsonNode> BY_VALUE = (one, other) -> one.equals(other)
                    || one.isNumber() && other.isNumber() && one.decimalValue().compareTo(other.decimalValue()) == 0
            ? 0
            : 1;

    /** Whether both say the same; the order of fields and the way in which numbers are written make no difference. */
    public boolean same(EventContent other) {
        return type.equals(other.type)
                && subject.equals(other.subject)
                && (data.equals(other.data) || JSON.readTree(data).equals(BY_VALUE, JSON.readTree(other.data)));
    }

    /** Why no event of another content may have the id of this one, which was applied. */
    public Reason refusal(String source, String id) {
        return TaskReason.EVENT_ID_USED.at(
                "id", QuotedValue.plain(id), QuotedValue.plain(source), type, QuotedValue.plain(subject));
    }
}
