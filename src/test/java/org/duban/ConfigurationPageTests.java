package org.duban;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tables of docs/configuration.md are made from the typed properties. After a change of these:
 * {@code ./mvnw test -Dtest=ConfigurationPageTests -Dduban.docs=write}.
 */
class ConfigurationPageTests {

    private static final Path PAGE = Path.of("docs/configuration.md");
    private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");
    private static final String MARK = "<!-- made from the typed properties -->\n";

    @Test
    void showsEachSettingAsTheProgramKnowsIt() throws IOException {
        var page = Files.readString(PAGE);
        var made = page.substring(0, page.indexOf(MARK)) + MARK + tables();

        if ("write".equals(System.getProperty("duban.docs"))) {
            Files.writeString(PAGE, made);
        }

        assertThat(Files.readString(PAGE))
                .as("out of date: ./mvnw test -Dtest=ConfigurationPageTests -Dduban.docs=write")
                .isEqualTo(made);
    }

    private static String tables() throws IOException {
        var metadata = new JsonMapper().readTree(Files.readString(METADATA));
        var rooms = StreamSupport.stream(metadata.get("properties").spliterator(), false)
                .filter(setting -> setting.get("name").asString().startsWith("duban."))
                .collect(Collectors.groupingBy(ConfigurationPageTests::room, TreeMap::new, toList()));
        return rooms.entrySet().stream()
                .map(room -> table(room.getKey(), room.getValue()))
                .collect(joining());
    }

    private static String table(String room, List<JsonNode> settings) {
        var rows = settings.stream()
                .sorted(comparing(setting -> setting.get("name").asString()))
                .map(ConfigurationPageTests::row)
                .collect(joining());
        return "\n## `" + room + "`\n\n| setting | type | default | meaning |\n|---|---|---|---|\n" + rows;
    }

    private static String row(JsonNode setting) {
        return "| `%s` | %s | %s | %s |\n"
                .formatted(setting.get("name").asString(), type(setting), standard(setting), meaning(setting));
    }

    /** The settings of one room have the beginning of their names in common; those that have none are everybody's. */
    private static String room(JsonNode setting) {
        var name = setting.get("name").asString();
        var end = name.lastIndexOf('.');
        return name.substring(0, end) + ".*";
    }

    private static String type(JsonNode setting) {
        var type = setting.get("type").asString();
        return type.replaceAll("[a-z]+\\.(?=[a-zA-Z])", "")
                .replaceAll(".*\\$", "")
                .replace("<", " of ")
                .replace(">", "");
    }

    private static String standard(JsonNode setting) {
        var value = setting.get("defaultValue");
        if (value == null) {
            return "–";
        }
        var text = StreamSupport.stream(value.spliterator(), false)
                .map(JsonNode::asString)
                .collect(joining(", "));
        return "`" + (value.isArray() ? text : value.asString()) + "`";
    }

    private static String meaning(JsonNode setting) {
        return setting.get("description")
                .asString()
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replace("|", "\\|");
    }
}
