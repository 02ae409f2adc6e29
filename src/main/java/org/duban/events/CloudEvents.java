package org.duban.events;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.duban.events.RawRecord.RawHeader;
import org.duban.task.QuotedValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** CloudEvents 1.0 on Kafka, structured or binary, as one JSON tree in the form of the structured mode. */
final class CloudEvents {

    private static final String ATTRIBUTE = "ce_";
    private static final String OVER_HTTP = "ce-";

    /** What is read here; other attributes are ignored. */
    static final Set<String> MEANT = Set.of(
            "specversion",
            "id",
            "source",
            "type",
            "subject",
            "time",
            "sequence",
            "datacontenttype",
            "dataschema",
            "data",
            "traceparent");

    private CloudEvents() {}

    static ObjectNode read(RawRecord record) throws UnreadableEvent {
        var contentType = record.header("content-type").map(CloudEvents::text).orElse("");
        var mode = ContentMode.of(contentType);
        if (mode == ContentMode.BATCH || mode == ContentMode.UNKNOWN_FORMAT) {
            throw new UnreadableEvent(
                    EventReason.CONTENT_TYPE_OF_MANY.at("content-type", QuotedValue.plain(contentType)));
        }
        if (!ContentMode.utf8(contentType)) {
            throw new UnreadableEvent(
                    EventReason.CONTENT_TYPE_NOT_UTF_8.at("content-type", QuotedValue.plain(contentType)));
        }
        if (mode == ContentMode.BINARY) {
            checkPrefixes(record);
        }
        if (mode == ContentMode.BINARY
                && record.header(ATTRIBUTE + "specversion").isPresent()) {
            return withoutNulls(BinaryMode.event(attributes(record), contentType, record.value()));
        }
        if (record.value() == null) {
            throw new UnreadableEvent(EventReason.NULL_VALUE.at("value"));
        }
        return structured(StrictJson.read(record.value(), "value"));
    }

    /** @throws Refused unless the tree is an object with a {@code specversion}, and attributes hold what they may */
    static ObjectNode structured(JsonNode tree) throws UnreadableEvent {
        if (!(tree instanceof ObjectNode event) || !event.has("specversion")) {
            throw new UnreadableEvent(EventReason.NO_CLOUD_EVENT.at("specversion"));
        }
        for (var property : event.properties()) {
            checkName(property.getKey());
            if (property.getValue().isString() && !property.getKey().equals("data")) {
                StrictJson.checkAttribute(property.getValue().stringValue(), property.getKey());
            }
        }
        return withoutNulls(event);
    }

    /** Names are of lower-case letters and digits: in other case they would be ignored without a word. */
    private static void checkName(String name) throws UnreadableEvent {
        var meant = name.toLowerCase(Locale.ROOT);
        if (!meant.equals(name) && MEANT.contains(meant)) {
            throw new UnreadableEvent(EventReason.ATTRIBUTE_IN_OTHER_CASE.at(name, meant));
        }
    }

    private static void checkPrefixes(RawRecord record) throws UnreadableEvent {
        for (var header : record.headers()) {
            var attribute = BinaryMode.misplaced(header.name(), OVER_HTTP);
            if (attribute.isPresent()) {
                throw new UnreadableEvent(EventReason.ATTRIBUTE_OF_HTTP.at(
                        QuotedValue.plain(header.name()), ATTRIBUTE + attribute.get()));
            }
        }
    }

    private static Map<String, String> attributes(RawRecord record) throws UnreadableEvent {
        var attributes = new LinkedHashMap<String, String>();
        for (var header : record.headers()) {
            var name = header.name().toLowerCase(Locale.ROOT);
            if (name.startsWith(ATTRIBUTE) && header.value() != null) {
                var text = StrictJson.text(header.value(), QuotedValue.plain(header.name()));
                var before = attributes.put(name.substring(ATTRIBUTE.length()), text);
                if (before != null && !before.equals(text)) {
                    throw new UnreadableEvent(EventReason.ATTRIBUTE_TWICE.at(QuotedValue.plain(header.name())));
                }
            }
        }
        return attributes;
    }

    /** CloudEvents takes null for absent, and so does the data of Duban's events. */
    private static ObjectNode withoutNulls(ObjectNode event) {
        dropNulls(event);
        if (event.get("data") instanceof ObjectNode data) {
            dropNulls(data);
        }
        return event;
    }

    private static void dropNulls(ObjectNode object) {
        for (var property : new ArrayList<>(object.properties())) {
            if (property.getValue().isNull()) {
                object.remove(property.getKey());
            }
        }
    }

    /** An event's data; none are an empty object. */
    static JsonNode data(ObjectNode event) {
        return event.has("data") ? event.path("data") : JsonNodeFactory.instance.objectNode();
    }

    private static String text(RawHeader header) {
        var value = header.value();
        return value == null ? "" : new String(value, StandardCharsets.UTF_8).strip();
    }
}
