package org.duban.intake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Locale;
import org.duban.intake.RawRecord.RawHeader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** CloudEvents 1.0 on Kafka, structured or binary, as one JSON tree in the form of the structured mode. */
final class CloudEvents {

    static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String ATTRIBUTE = "ce_";

    private CloudEvents() {}

    static ObjectNode read(RawRecord record, byte[] value) throws Refused {
        var contentType = record.header("content-type").map(CloudEvents::text).orElse("");
        if (contentType.startsWith(BATCH)) {
            throw new Refused("content-type: \"" + BATCH + "\" does not fit; write one event in each record");
        }
        if (!contentType.startsWith(STRUCTURED)
                && record.header(ATTRIBUTE + "specversion").isPresent()) {
            return withoutNulls(binary(record, value));
        }
        return structured(StrictJson.read(value, "value"));
    }

    /** @throws Refused unless the tree is an object with a {@code specversion} */
    static ObjectNode structured(JsonNode tree) throws Refused {
        if (tree instanceof ObjectNode event && event.has("specversion")) {
            return withoutNulls(event);
        }
        throw new Refused("specversion: is missing; send a CloudEvent 1.0, either a JSON object with \"specversion\":"
                + " \"1.0\" or data with the header ce_specversion");
    }

    private static ObjectNode binary(RawRecord record, byte[] value) throws Refused {
        var event = JsonNodeFactory.instance.objectNode();
        for (var header : record.headers()) {
            var name = header.name().toLowerCase(Locale.ROOT);
            if (name.startsWith(ATTRIBUTE) && header.value() != null) {
                var text = StrictJson.text(header.value(), header.name());
                StrictJson.checkText(text, name);
                event.put(name.substring(ATTRIBUTE.length()), text);
            }
        }
        record.header("content-type").ifPresent(type -> event.put("datacontenttype", text(type)));
        if (value.length > 0) {
            event.set("data", StrictJson.read(value, "data"));
        }
        return event;
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

    private static String text(RawHeader header) {
        var value = header.value();
        return value == null ? "" : new String(value, StandardCharsets.UTF_8).strip();
    }
}
