package org.duban.events;

import static java.util.Map.entry;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.duban.task.Act;
import org.duban.task.Deadline;
import org.duban.task.Matter;
import org.duban.task.Urgency;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The act that the data of a task event describes, for each event type; the data fits its schema. */
final class Acts {

    private static final String STANDARD = "standard";

    private static final Map<String, Function<JsonNode, Act>> BY_TYPE = Map.ofEntries(
            entry("duban.task.assigned", Acts::assigned),
            entry("duban.task.received", data -> new Act.Received(by(data), text(data, "note"))),
            entry("duban.task.progressed", data -> new Act.Progressed(percent(data), text(data, "note"), by(data))),
            entry(
                    "duban.task.extension-requested",
                    data -> new Act.ExtensionRequested(required(data, "deadline"), required(data, "reason"), by(data))),
            entry(
                    "duban.task.extension-granted",
                    data -> new Act.ExtensionGranted(required(data, "deadline"), text(data, "note"), by(data))),
            entry("duban.task.extension-declined", data -> new Act.ExtensionDeclined(text(data, "reason"), by(data))),
            entry("duban.task.held", Acts::held),
            entry(
                    "duban.task.reopened",
                    data -> new Act.Reopened(required(data, "reason"), text(data, "deadline"), by(data))),
            entry(
                    "duban.task.instructed",
                    data -> new Act.Instructed(required(data, "text"), text(data, "leader"), by(data))),
            entry("duban.task.resumed", data -> new Act.Resumed(text(data, "reason"), by(data))),
            entry(
                    "duban.task.submitted",
                    data -> new Act.Submitted(by(data), text(data, "note"), texts(data, "evidence"))),
            entry(
                    "duban.task.returned",
                    data -> new Act.Returned(text(data, "reason"), text(data, "deadline"), by(data))),
            entry("duban.task.struck-off", data -> new Act.StruckOff(by(data), text(data, "note"))),
            entry("duban.task.withdrawn", data -> new Act.Withdrawn(text(data, "reason"), by(data))),
            entry("duban.task.amended", Acts::amended));

    static final Set<String> TYPES = BY_TYPE.keySet();

    private Acts() {}

    static Act read(String type, JsonNode data) {
        var reader = BY_TYPE.get(type);
        if (reader == null) {
            throw new IllegalArgumentException("no event type: " + type);
        }
        return reader.apply(data);
    }

    private static Act assigned(JsonNode data) {
        var policy = text(data, "policy");
        var urgency = urgency(data);
        return new Act.Assigned(
                new Matter(
                        required(data, "title"),
                        text(data, "list"),
                        text(data, "description"),
                        points(data),
                        text(data, "clause"),
                        urgency == null ? Urgency.NORMAL : urgency,
                        text(data, "url")),
                required(data, "leadUnit"),
                texts(data, "assistingUnits"),
                required(data, "deadline"),
                policy == null ? STANDARD : policy,
                amounts(data),
                by(data));
    }

    private static Act amended(JsonNode data) {
        return new Act.Amended(
                new Matter.Rewording(
                        text(data, "title"),
                        text(data, "list"),
                        text(data, "description"),
                        points(data),
                        text(data, "clause"),
                        urgency(data),
                        text(data, "url")),
                text(data, "leadUnit"),
                data.has("assistingUnits") ? texts(data, "assistingUnits") : null,
                text(data, "deadline"),
                text(data, "policy"),
                data.has("amounts") ? amounts(data) : null,
                text(data, "reason"),
                by(data));
    }

    private static @Nullable String by(JsonNode data) {
        return text(data, "by");
    }

    private static String required(JsonNode data, String name) {
        return data.path(name).stringValue();
    }

    private static @Nullable String text(JsonNode data, String name) {
        return data.has(name) ? data.path(name).stringValue() : null;
    }

    private static List<String> texts(JsonNode data, String name) {
        var texts = new ArrayList<String>();
        data.path(name).forEach(text -> texts.add(text.stringValue()));
        return texts;
    }

    private static Map<String, String> amounts(JsonNode data) {
        var amounts = new LinkedHashMap<String, String>();
        data.path("amounts")
                .properties()
                .forEach(
                        amount -> amounts.put(amount.getKey(), amount.getValue().stringValue()));
        return amounts;
    }

    private static @Nullable Integer percent(JsonNode data) {
        return data.has("percent") ? (int) data.path("percent").doubleValue() : null;
    }

    private static @Nullable Double points(JsonNode data) {
        return data.has("points") ? data.path("points").doubleValue() : null;
    }

    private static @Nullable Urgency urgency(JsonNode data) {
        var urgency = text(data, "urgency");
        return urgency == null ? null : Urgency.valueOf(urgency);
    }

    private static Act held(JsonNode data) {
        var reason = text(data, "reason");
        var until = text(data, "until");
        if (until == null) {
            return new Act.Held(reason, null, by(data));
        }
        // Read like a deadline; the zone is of no matter to the two forms that it may have.
        var end = Deadline.parse(until, ZoneOffset.UTC);
        return new Act.Held(reason, end.at(), end.at() == null ? end.date() : null, by(data));
    }
}
