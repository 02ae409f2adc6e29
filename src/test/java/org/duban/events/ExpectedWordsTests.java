package org.duban.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.duban.reasons.Reason;
import org.duban.words.ReasonWords;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is told of a field that does not fit is what its schema says of it, and is there in every language. */
class ExpectedWordsTests {

    private record Field(String type, String path, String description) {}

    static Stream<Field> fields() throws Exception {
        var fields = new ArrayList<Field>();
        for (var pattern : List.of("duban.task.*", "duban.unit.*", "cloud-event")) {
            for (var file :
                    new PathMatchingResourcePatternResolver().getResources("classpath:schemas/" + pattern + ".json")) {
                var type = String.valueOf(file.getFilename()).replace(".json", "");
                var schema = JsonMapper.shared().readTree(file.getContentAsByteArray());
                collect(type.startsWith("duban") ? type : "duban.task.assigned", "", schema, fields);
            }
        }
        return fields.stream();
    }

    private static void collect(String type, String path, JsonNode schema, List<Field> fields) {
        schema.path("properties").properties().forEach(property -> {
            var inner = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
            // What the envelope says of these, every type says again for itself.
            if (!Set.of("type", "data").contains(inner)
                    || property.getValue().path("properties").isObject()
                    || property.getValue().path("const").isString()) {
                fields.add(new Field(
                        type, inner, property.getValue().path("description").asString("")));
            }
            collect(type, inner, property.getValue(), fields);
        });
    }

    @ParameterizedTest
    @MethodSource("fields")
    void sayWhatTheSchemaSays(Field field) {
        var expected = EventSchemas.expected(field.type, field.path);

        assertThat(expected.english())
                .isEqualTo(Character.toLowerCase(field.description.charAt(0)) + field.description.substring(1));
        assertThat(expected.in(ReasonWords.of(Locale.CHINA))).containsPattern("\\p{IsHan}");
    }

    @ParameterizedTest
    @MethodSource("fields")
    void haveWordsOfTheirOwn(Field field) {
        assertThat(EventSchemas.expected(field.type, field.path))
                .isNotEqualTo(EventReason.SEE_THE_SCHEMA.with())
                .extracting(Reason::code)
                .asString()
                .startsWith("expected.");
    }
}
