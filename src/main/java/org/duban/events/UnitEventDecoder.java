package org.duban.events;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.files.Blank;
import org.duban.task.QuotedValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a record of the unit-events topic, as strictly as one of task events. */
public final class UnitEventDecoder {

    static final String SAVED = "duban.unit.saved";
    static final String REMOVED = "duban.unit.removed";

    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    private final EventSchemas schemas = new EventSchemas(Set.of(SAVED, REMOVED));
    private final TaskEventDecoder taskEvents;

    public UnitEventDecoder(TaskEventDecoder taskEvents) {
        this.taskEvents = taskEvents;
    }

    public UnitEvent decode(RawRecord record) throws UnreadableEvent {
        TaskEventDecoder.checkSize(record);
        var tree = CloudEvents.read(record);
        TaskEventDecoder.checkKey(record, tree);
        schemas.check(tree);
        var type = tree.path("type").stringValue();
        var code = tree.path("subject").stringValue();
        var data = CloudEvents.data(tree);
        return new UnitEvent(
                tree.path("source").stringValue(),
                tree.path("id").stringValue(),
                type,
                code,
                taskEvents.time(tree.path("time"), Instant.ofEpochMilli(record.timestamp())),
                type.equals(SAVED) ? unit(code, data) : null,
                type.equals(REMOVED) ? optional(data, "mergedInto") : null,
                data.toString());
    }

    private static Unit unit(String code, JsonNode data) throws UnreadableEvent {
        var written = text(data, "code", code);
        if (!written.equals(code)) {
            throw new UnreadableEvent(
                    EventReason.CODE_DIFFERS.at("data.code", QuotedValue.plain(written), QuotedValue.plain(code)));
        }
        var nameZh = Blank.strip(data.path("nameZh").stringValue());
        return new Unit(
                code,
                optional(data, "parent"),
                UnitKind.valueOf(data.path("kind").stringValue()),
                nameZh,
                text(data, "nameEn", nameZh),
                emails(data),
                locale(text(data, "locale", "zh-CN")),
                zone(text(data, "zone", "Asia/Shanghai")),
                optional(data, "calendar"));
    }

    private static @Nullable String optional(JsonNode data, String field) {
        var text = text(data, field, "");
        return text.isEmpty() ? null : text;
    }

    private static List<String> emails(JsonNode data) {
        var emails = new ArrayList<String>();
        data.path("emails").forEach(email -> emails.add(Blank.strip(email.stringValue())));
        emails.removeIf(String::isEmpty);
        return emails;
    }

    private static Locale locale(String text) throws UnreadableEvent {
        try {
            var locale = new Locale.Builder().setLanguageTag(text).build();
            if (LANGUAGES.contains(locale.getLanguage())) {
                return locale;
            }
        } catch (IllformedLocaleException e) {
            // told below
        }
        throw new UnreadableEvent(EventReason.NO_LANGUAGE.at("data.locale", QuotedValue.plain(text)));
    }

    private static ZoneId zone(String text) throws UnreadableEvent {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new UnreadableEvent(EventReason.NO_ZONE.at("data.zone", QuotedValue.plain(text)));
        }
    }

    private static String text(JsonNode data, String field, String otherwise) {
        var text = Blank.strip(data.path(field).asString(""));
        return text.isEmpty() ? otherwise : text;
    }
}
