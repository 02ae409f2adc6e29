package org.duban.events;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns a CloudEvent in binary mode into one in structured mode. */
public final class BinaryMode {

    private BinaryMode() {}

    /**
     * @param attributes their values by their names, without prefix and decoded
     * @param contentType that of the data, if any
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
            StrictJson.checkAttribute(attribute.getValue(), name);
            event.put(name, attribute.getValue());
        }
        event.remove("datacontenttype");
        if (data != null && data.length > 0) {
            if (contentType != null && !contentType.isBlank()) {
                event.put("datacontenttype", contentType);
            }
            event.set("data", StrictJson.read(data, "data"));
        }
        return event;
    }
}
