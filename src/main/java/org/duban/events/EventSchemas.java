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
import org.duban.task.QuotedValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON Schemas under {@code /schemas}: what they say is what is accepted, documented and told in a refusal. */
final class EventSchemas {

    private static final int MOST_OBJECTIONS = 5;
    private static final Set<String> URIS = Set.of("source", "dataschema");
    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft202012())
            .formats(Stream.<Format>concat(Stream.of(IsoTime.values()), Stream.of(UriForm.values()))
                    .toList())
            .build();

    private final JsonNode envelope = JsonMapper.shared().readTree(source("cloud-event"));
    private final Map<String, Schema> byType;

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
            throw new UnreadableEvent(flaws.stream()
                    .limit(MOST_OBJECTIONS)
                    .map(FieldProblem::toString)
                    .collect(Collectors.joining(". ")));
        }
    }

    /** Everything that is wrong with an event, one for each field; empty if it fits the schema of its type. */
    List<FieldProblem> flaws(JsonNode event) {
        var type = event.path("type");
        if (!type.isString() || !byType.containsKey(type.stringValue())) {
            var types = byType.keySet().stream().sorted().collect(Collectors.joining(", "));
            return List.of(new FieldProblem("type", shown(type), "send one of " + types));
        }
        var schema = byType.get(type.stringValue());
        var crowded = crowded(schema, event);
        if (!crowded.isEmpty()) {
            return crowded;
        }
        var flaws = new LinkedHashMap<String, FieldProblem>();
        for (var error : schema.validate(WholeNumbers.in(event))) {
            var path = path(error);
            flaws.putIfAbsent(
                    path, new FieldProblem(path, problem(error, path), "expected: " + expected(schema, path)));
        }
        leadThatHelps(event.path("data")).ifPresent(flaw -> flaws.putIfAbsent(flaw.field(), flaw));
        return List.copyOf(flaws.values());
    }

    /** What no schema can say of two fields. */
    private static Optional<FieldProblem> leadThatHelps(JsonNode data) {
        var lead = data.path("leadUnit");
        var helpers = data.path("assistingUnits");
        return IntStream.range(0, lead.isString() ? helpers.size() : 0)
                .filter(i -> lead.equals(helpers.get(i)))
                .mapToObj(i -> new FieldProblem(
                        "data.assistingUnits[" + i + "]",
                        QuotedValue.of(lead.stringValue()) + " is the lead unit",
                        "leave it out, it answers for the whole task"))
                .findFirst();
    }

    /** Fields of the data with more in them than may be: told without a look at each of a hundred thousand. */
    private List<FieldProblem> crowded(Schema schema, JsonNode event) {
        return schema.getSchemaNode().at("/properties/data/properties").properties().stream()
                .filter(field -> event.path("data").path(field.getKey()).size() > most(field.getValue()))
                .map(field -> "data." + field.getKey())
                .map(path -> new FieldProblem(
                        path, shown(event.at("/" + path.replace('.', '/'))), "expected: " + expected(schema, path)))
                .toList();
    }

    private static int most(JsonNode field) {
        return field.path("maxItems").asInt(field.path("maxProperties").asInt(Integer.MAX_VALUE));
    }

    private static String problem(Error error, String path) {
        if (error.getKeyword().equals("required")) {
            return "is missing";
        }
        var value = error.getInstanceNode();
        return URIS.contains(path) && value.isString() && !Blank.isBlank(value.stringValue())
                ? QuotedValue.of(value.stringValue())
                        + " "
                        + UriForm.problemOf(value.stringValue()).orElse("does not fit")
                : shown(value);
    }

    private static String shown(JsonNode value) {
        if (value.isMissingNode()) {
            return "is missing";
        }
        return value.isString()
                ? QuotedValue.of(value.stringValue())
                        + " "
                        + IsoTime.problemOf(value.stringValue()).orElse("does not fit")
                : "the value " + QuotedValue.of(value.toString()) + " does not fit";
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

    /** The description that the schema gives of the field. */
    private String expected(Schema schema, String path) {
        var node = schema.getSchemaNode();
        for (var name : path.replaceAll("\\[\\d+]", "").split("\\.")) {
            var named = node.path("properties").path(name);
            node = named.isMissingNode() ? node.path("additionalProperties") : named;
        }
        var description = node.path("description")
                .asString(envelope.path("properties")
                        .path(path)
                        .path("description")
                        .asString(""));
        return description.isEmpty()
                ? "see the schema"
                : Character.toLowerCase(description.charAt(0)) + description.substring(1);
    }

    private static String source(String name) {
        try (var file = EventSchemas.class.getResourceAsStream("/schemas/" + name + ".json")) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
