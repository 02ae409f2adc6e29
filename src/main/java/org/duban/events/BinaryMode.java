package org.duban.events;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns a CloudEvent in binary mode into one in structured mode. */
public final class BinaryMode {

    private static final String CONTENT_TYPE = "datacontenttype";

    private BinaryMode() {}

    /**
     * The attribute that a header of the other binding would carry, which this one would not see: {@code ce_id} over HTTP,
     * {@code ce-id} on Kafka. Empty if it carries none that is read here.
     *
     * @param header its name
     * @param prefix that of the other binding
     */
    public static Optional<String> misplaced(String header, String prefix) {
        var name = header.toLowerCase(Locale.ROOT);
        return name.startsWith(prefix) && CloudEvents.MEANT.contains(name.substring(prefix.length()))
                ? Optional.of(name.substring(prefix.length()))
                : Optional.empty();
    }

    /**
     * @param attributes their values by their names, without prefix and decoded
     * @param contentType that of the data, also where there is none; null or blank if nothing says it
     * @param data JSON in UTF-8; null or nothing where the event has none
     * @throws Refused if an attribute holds what none may hold, or the data is no JSON that is read here
     */
    public static byte[] structured(
            Map<String, String> attributes, @Nullable String contentType, byte @Nullable [] data)
            throws UnreadableEvent {
        return StrictJson.write(event(attributes, contentType, data));
    }

    static ObjectNode event(Map<String, String> attributes, @Nullable String contentType, byte @Nullable [] data)
            throws UnreadableEvent {
        var event = JsonNodeFactory.instance.objectNode();
        for (var attribute : attributes.entrySet()) {
            var name = attribute.getKey();
            if (name.equals("data") || name.equals("data_base64")) {
                throw new UnreadableEvent(EventReason.DATA_AS_ATTRIBUTE.at(name));
            }
            if (name.equals(CONTENT_TYPE)) {
                throw new UnreadableEvent(EventReason.CONTENT_TYPE_AS_ATTRIBUTE.at(name));
            }
            StrictJson.checkAttribute(attribute.getValue(), name);
            event.put(name, attribute.getValue());
        }
        if (contentType != null && !contentType.isBlank()) {
            event.put(CONTENT_TYPE, contentType);
        }
        if (data != null && data.length > 0) {
            event.set("data", StrictJson.read(data, "data"));
        }
        return event;
    }
}
