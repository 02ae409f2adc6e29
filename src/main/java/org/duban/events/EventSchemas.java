package org.duban.events;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.format.Format;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.regex.JDKRegularExpressionFactory;
import com.networknt.schema.regex.RegularExpression;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duban.files.Blank;
import org.duban.files.NameSuggestions;
import org.duban.reasons.Reason;
import org.duban.task.QuotedValue;
import tools.jackson.databind.JsonNode;

/** The JSON Schemas under {@code /schemas}: what they say is what is accepted, documented and told in a refusal. */
final class EventSchemas {

    private static final int MOST_OBJECTIONS = 5;

    private static final Set<String> URIS = Set.of("source", "dataschema");
    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft202012())
            .formats(Stream.<Format>concat(Stream.of(IsoTime.values()), Stream.of(UriForm.values()))
                    .toList())
            .build();

    private final Map<String, Schema> byType;

    /** Of each type the fields of its data that hold many values, and how many at most. */
    private final Map<String, Map<String, Integer>> bounds;

    /** @param types the event types that are read, each with a schema of its name */
    EventSchemas(Set<String> types) {
        var config = SchemaRegistryConfig.builder()
                .formatAssertionsEnabled(true)
                .preloadSchema(true)
                .regularExpressionFactory(EventSchemas::pattern)
                .build();
        var registry = SchemaRegistry.withDefaultDialect(DIALECT, builder -> builder.schemaRegistryConfig(config));
        byType = types.stream()
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(),
                        type -> registry.getSchema(
                                SchemaLocation.of("classpath:schemas/" + type + ".json"),
                                source(type),
                                InputFormat.JSON)));
        bounds = byType.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, schema -> bounds(schema.getValue())));
    }

    private static Map<String, Integer> bounds(Schema schema) {
        return schema.getSchemaNode().at("/properties/data/properties").properties().stream()
                .filter(field -> most(field.getValue()) < Integer.MAX_VALUE)
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, field -> most(field.getValue())));
    }

    /** That a text is not blank is judged everywhere in one way: by Unicode, not by the spaces of ASCII. */
    private static RegularExpression pattern(String written) {
        return written.equals("\\S")
                ? text -> !Blank.isBlank(text)
                : JDKRegularExpressionFactory.getInstance().getRegularExpression(written);
    }

    /** Says in one text what is wrong with an event that does not fit the schema of its type. */
    void check(JsonNode event) throws UnreadableEvent {
        var flaws = flaws(event);
        if (!flaws.isEmpty()) {
            throw new UnreadableEvent(
                    Reason.all(flaws.stream().limit(MOST_OBJECTIONS).toList()));
        }
    }

    /** Everything that is wrong with an event, one for each field; empty if it fits the schema of its type. */
    List<Reason> flaws(JsonNode event) {
        var type = event.path("type");
        if (!type.isString() || !byType.containsKey(type.stringValue())) {
            var types = byType.keySet().stream().sorted().collect(Collectors.joining(", "));
            return List.of(EventReason.TYPE_UNKNOWN.at("type", shown(type), types));
        }
        var schema = byType.get(type.stringValue());
        var crowded = crowded(bounds.getOrDefault(type.stringValue(), Map.of()), event);
        if (!crowded.isEmpty()) {
            return crowded;
        }
        var flaws = new LinkedHashMap<String, Reason>();
        for (var error : schema.validate(WholeNumbers.in(event))) {
            if (oneOfSeveral(error)) {
                amendsNothing(schema, event.path("data")).ifPresent(flaw -> flaws.putIfAbsent("data", flaw));
                continue;
            }
            var path = path(error);
            flaws.putIfAbsent(path, EventReason.NOT_AS_EXPECTED.at(path, problem(error, path), expected(event, path)));
        }
        leadThatHelps(event.path("data")).ifPresent(flaw -> flaws.putIfAbsent(flaw.field(), flaw));
        tooExact(schema, event.path("data")).forEach(flaw -> flaws.putIfAbsent(flaw.field(), flaw));
        return List.copyOf(flaws.values());
    }

    /** Whether it is about a field that may be missing while another one is there. */
    private static boolean oneOfSeveral(Error error) {
        return error.getKeyword().equals("required")
                && error.getEvaluationPath().toString().contains("anyOf");
    }

    /** That none of the fields is there of which one must be; those that are unknown may be slips of them. */
    private static Optional<Reason> amendsNothing(Schema schema, JsonNode data) {
        var known = schema.getSchemaNode()
                .at("/properties/data/anyOf")
                .valueStream()
                .map(one -> one.at("/required/0").stringValue())
                .toList();
        var all = schema.getSchemaNode().at("/properties/data/properties");
        var unknown = data.propertyStream()
                .map(Map.Entry::getKey)
                .filter(field -> !all.has(field))
                .toList();
        var meant = new NameSuggestions(known);
        var near = unknown.stream()
                .filter(field -> meant.nearest(field).isPresent())
                .findFirst();
        var cure = meant.cureFor(near.orElse(""));
        return Optional.of(
                unknown.isEmpty()
                        ? EventReason.AMENDS_NOTHING.at("data", cure)
                        : EventReason.AMENDS_UNKNOWN.at(
                                "data",
                                Reason.listed(
                                        unknown.stream().map(QuotedValue::plain).toList(), MOST_OBJECTIONS),
                                cure));
    }

    /** Numbers with more digits than are kept: they would count as another one than was sent. */
    private static List<Reason> tooExact(Schema schema, JsonNode data) {
        return data.propertyStream()
                .filter(field -> field.getValue().isFloatingPointNumber())
                .filter(field -> isNumber(
                        schema.getSchemaNode().at("/properties/data/properties").path(field.getKey())))
                .flatMap(field ->
                        tooExact("data." + field.getKey(), field.getValue().decimalValue()).stream())
                .toList();
    }

    private static boolean isNumber(JsonNode field) {
        return field.path("type").asString("").equals("number");
    }

    private static Optional<Reason> tooExact(String path, BigDecimal number) {
        var kept = number.doubleValue();
        return BigDecimal.valueOf(kept).compareTo(number) == 0
                ? Optional.empty()
                : Optional.of(EventReason.NUMBER_TOO_EXACT.at(
                        path, number.toString(), String.valueOf(kept), String.valueOf(StrictJson.MOST_DIGITS)));
    }

    /** What no schema can say of two fields. */
    private static Optional<Reason> leadThatHelps(JsonNode data) {
        var lead = data.path("leadUnit");
        var helpers = data.path("assistingUnits");
        return IntStream.range(0, lead.isString() ? helpers.size() : 0)
                .filter(i -> lead.equals(helpers.get(i)))
                .mapToObj(i -> EventReason.LEAD_AMONG_ASSISTING.at(
                        "data.assistingUnits[" + i + "]", QuotedValue.plain(lead.stringValue())))
                .findFirst();
    }

    /** Fields of the data with more in them than may be: told without a look at each of a hundred thousand. */
    private static List<Reason> crowded(Map<String, Integer> bounds, JsonNode event) {
        return bounds.entrySet().stream()
                .filter(field -> event.path("data").path(field.getKey()).size() > field.getValue())
                .map(field -> "data." + field.getKey())
                .map(path -> EventReason.NOT_AS_EXPECTED.at(
                        path, shown(event.at("/" + path.replace('.', '/'))), expected(event, path)))
                .toList();
    }

    private static int most(JsonNode field) {
        return field.path("maxItems").asInt(field.path("maxProperties").asInt(Integer.MAX_VALUE));
    }

    private static Reason problem(Error error, String path) {
        if (error.getKeyword().equals("required")) {
            return EventReason.MISSING.with();
        }
        var value = error.getInstanceNode();
        return URIS.contains(path) && value.isString() && !Blank.isBlank(value.stringValue())
                ? UriForm.problemOf(value.stringValue()).orElseGet(() -> notFitting(value))
                : shown(value);
    }

    private static Reason shown(JsonNode value) {
        if (value.isMissingNode()) {
            return EventReason.MISSING.with();
        }
        return value.isString()
                ? IsoTime.problemOf(value.stringValue()).orElseGet(() -> notFitting(value))
                : EventReason.VALUE_NOT_FITTING.with(QuotedValue.plain(value.toString()));
    }

    private static Reason notFitting(JsonNode text) {
        return EventReason.NOT_FITTING.with(QuotedValue.plain(text.stringValue()));
    }

    private static String path(Error error) {
        var path = dotted(error.getInstanceLocation());
        if (!error.getKeyword().equals("required")) {
            return path;
        }
        return path.isEmpty() ? error.getProperty() : path + "." + error.getProperty();
    }

    private static String dotted(NodePath path) {
        var dotted = new StringBuilder();
        for (int i = 0; i < path.getNameCount(); i++) {
            if (path.getElement(i) instanceof Integer index) {
                dotted.append('[').append(index).append(']');
            } else {
                dotted.append(dotted.isEmpty() ? "" : ".").append(path.getName(i));
            }
        }
        return dotted.toString();
    }

    /** What the description says that the schema gives of the field; {@code ExpectedWordsTests} holds the words to it. */
    private static Reason expected(JsonNode event, String path) {
        return expected(event.path("type").stringValue(), path);
    }

    static Reason expected(String type, String path) {
        var field = path.replaceAll("\\[\\d+]", "").replaceFirst("^(data\\.amounts)\\..*", "$1.*");
        return Reason.firstKnown(List.of("expected." + type + "." + field, "expected." + field), type, "{", "}")
                .orElseGet(EventReason.SEE_THE_SCHEMA::with);
    }

    private static String source(String name) {
        try (var file = EventSchemas.class.getResourceAsStream("/schemas/" + name + ".json")) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
