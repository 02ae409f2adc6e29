package org.duban;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schemas of what comes in and goes out. */
final class PublishedSchemas {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private PublishedSchemas() {}

    static JsonNode read(String name) {
        try {
            return JSON.readTree(
                    new ClassPathResource("schemas/" + name + ".json").getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What does not fit. */
    static List<String> flaws(String name, JsonNode value) {
        return messages(schema(name, read(name)), value);
    }

    /** What does not fit or is not described at all; readers must bear with new fields, but we describe each. */
    static List<String> flawsOfOurs(String name, JsonNode value) {
        var closed = read(name);
        close(closed);
        return messages(schema(name + ".closed", closed), value);
    }

    private static Schema schema(String name, JsonNode source) {
        return REGISTRY.getSchema(
                SchemaLocation.of("classpath:schemas/" + name + ".json"), source.toString(), InputFormat.JSON);
    }

    private static List<String> messages(Schema schema, JsonNode value) {
        return schema.validate(value).stream().map(Object::toString).toList();
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.has("properties")
                && object.path("properties").isObject()) {
            object.put("additionalProperties", false);
        }
        schema.forEach(PublishedSchemas::close);
    }
}
