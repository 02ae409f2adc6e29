package org.duban;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.process.DubanProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** docs/asyncapi.yaml names the topics and schemas that there are; what Duban writes by them is asked in HouseTests. */
class AsyncApiTests {

    private static final Path DOCUMENT = Path.of("docs/asyncapi.yaml");
    private static final String SCHEMAS = "../src/main/resources/schemas/";

    static List<String> schemas() throws IOException {
        return Stream.of(new PathMatchingResourcePatternResolver().getResources("classpath:schemas/*.json"))
                .map(file -> Objects.requireNonNull(file.getFilename()).replace(".json", ""))
                .filter(name -> !name.equals("cloud-event"))
                .toList();
    }

    @Test
    void namesTheTopics() throws IOException {
        var topics = new Binder().bindOrCreate("duban", DubanProperties.class).topics();

        assertThat(document().path("channels").findValuesAsString("address"))
                .containsExactlyInAnyOrder(
                        topics.taskEvents(),
                        topics.taskEventsDlt(),
                        topics.unitEvents(),
                        topics.notices(),
                        topics.receipts());
    }

    @Test
    void describesEachMessageByItsSchema() throws IOException {
        var messages = document().path("components").path("messages");
        var referred = messages.findValues("schema").stream()
                .map(schema -> schema.path("$ref").asString(""))
                .map(place -> place.replace(SCHEMAS, "").replace(".json", ""))
                .collect(Collectors.toSet());

        assertThat(referred).isEqualTo(Set.copyOf(schemas()));
        assertThat(messages.findValuesAsString("name")).containsAll(events());
    }

    private static List<String> events() throws IOException {
        return schemas().stream().filter(name -> name.startsWith("duban.")).toList();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void givesAnExampleThatFits(String schema) {
        var examples = PublishedSchemas.read(schema).path("examples");

        assertThat(examples)
                .isNotEmpty()
                .allSatisfy(example ->
                        assertThat(PublishedSchemas.flaws(schema, example)).isEmpty());
    }

    private static JsonNode document() throws IOException {
        return JsonMapper.shared().valueToTree(new Yaml().load(Files.readString(DOCUMENT)));
    }
}
