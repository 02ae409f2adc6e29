package org.duban.events;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What CloudEvents 1.0 says about an event beside its data.
 *
 * @param id with the source, identifies it for ever
 * @param time when it happened; null for one that only may
 */
public record Envelope(
        String id,
        String source,
        String type,
        String subject,
        @Nullable Instant time) {

    /** Its attributes by their names, in the order in which people read them. */
    public Map<String, String> attributes() {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("specversion", "1.0");
        attributes.put("id", id);
        attributes.put("source", source);
        attributes.put("type", type);
        attributes.put("subject", subject);
        if (time != null) {
            attributes.put("time", time.toString());
        }
        return attributes;
    }

    /** The whole event as one object: the structured mode. */
    public ObjectNode around(JsonNode data) {
        var event = JsonNodeFactory.instance.objectNode();
        attributes().forEach(event::put);
        event.put("datacontenttype", "application/json");
        event.set("data", data);
        return event;
    }
}
