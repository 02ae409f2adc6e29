package org.duban.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Examples of the OpenAPI document, and what is really answered, fit the schemas beside them. */
class OpenApiExamplesTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final ApiHouse house = ApiHouse.open();
    private final JsonNode document = house.get("/v3/api-docs").body();

    private record Example(String place, JsonNode schema, JsonNode value) {}

    @TestFactory
    List<DynamicTest> examplesFitTheirSchemas() {
        var examples = new ArrayList<Example>();
        collect("", document, examples);
        assertThat(examples).hasSizeGreaterThan(20);
        return examples.stream()
                .map(example -> DynamicTest.dynamicTest(
                        example.place(),
                        () -> assertThat(flaws(example.schema(), example.value()))
                                .isEmpty()))
                .toList();
    }

    private static void collect(String place, JsonNode node, List<Example> found) {
        if (node.isObject() && !place.endsWith("/example") && !place.endsWith("/examples")) {
            var schema = node.has("schema") ? node.path("schema") : node;
            if (node.has("example") && (node.has("schema") || node.has("type"))) {
                found.add(new Example(place, schema, node.path("example")));
            }
            if (node.has("schema")) {
                node.path("examples")
                        .properties()
                        .forEach(example -> found.add(new Example(
                                place + "/" + example.getKey(),
                                schema,
                                example.getValue().path("value"))));
            }
        }
        if (node.isObject()) {
            node.properties().forEach(child -> collect(place + "/" + child.getKey(), child.getValue(), found));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(place + "/" + i, node.get(i), found);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            /api/v1/tasks,               /api/v1/tasks
            /api/v1/tasks/open-api-1,    /api/v1/tasks/{id}
            /api/v1/tasks/open-api-1/timeline, /api/v1/tasks/{id}/timeline
            /api/v1/units,               /api/v1/units
            /api/v1/units/education,     /api/v1/units/{code}
            /api/v1/policies,            /api/v1/policies
            /api/v1/calendars,           /api/v1/calendars
            /api/v1/calendars/cn/days?from=2026-09-25&to=2026-10-09, /api/v1/calendars/{name}/days
            /api/v1/refusals,            /api/v1/refusals
            /api/v1/inbox,               /api/v1/inbox
            /api/v1/notices,             /api/v1/notices
            /api/v1/rule-changes,        /api/v1/rule-changes
            /api/v1/audit-findings,      /api/v1/audit-findings
            /api/v1/tasks/open-api-1/acts, /api/v1/tasks/{id}/acts
            /api/v1/users,               /api/v1/users
            /api/v1/users/admin,         /api/v1/users/{name}
            /api/v1/me,                  /api/v1/me
            /api/v1/tokens,              /api/v1/tokens
            """)
    void answersFitTheirSchemas(String path, String operation) {
        if (house.get("/api/v1/tasks/open-api-1").status() == 404) {
            house.assign("open-api-1", "修路", "2026-12-31");
        }

        var answer = house.get(path);

        assertThat(answer.status()).isEqualTo(200);
        var content = document.path("paths").path(operation).at("/get/responses/200/content");
        var schema = content.properties().iterator().next().getValue().path("schema");
        assertThat(flaws(schema, answer.body())).isEmpty();
    }

    @Test
    void everyProblemIsAProblemDetail() {
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operation
                                .getValue()
                                .path("responses")
                                .properties()
                                .forEach(response -> {
                                    if (response.getKey().compareTo("400") >= 0) {
                                        assertThat(response.getValue()
                                                        .path("content")
                                                        .propertyNames())
                                                .as(path.getKey() + " " + response.getKey())
                                                .containsExactly("application/problem+json");
                                    }
                                })));
    }

    private List<String> flaws(JsonNode schema, JsonNode value) {
        var whole = JSON.createObjectNode();
        whole.setAll((ObjectNode) schema);
        whole.set("components", document.path("components"));
        return REGISTRY
                .getSchema(whole.toString(), InputFormat.JSON)
                .validate(value.isString() && !takesText(schema) ? JSON.readTree(value.stringValue()) : value)
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static boolean takesText(JsonNode schema) {
        return schema.path("type").toString().contains("string");
    }
}
