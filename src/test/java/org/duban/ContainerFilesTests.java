package org.duban;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/** What docker-compose.yml, .env.example and the Dockerfile promise, read without Docker. */
class ContainerFilesTests {

    private static final Pattern VARIABLE = Pattern.compile("(?:\\$\\{|\\benvironment: )([A-Z0-9_]+)");
    private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|TOKEN|SECRET|KEY)$");

    private final String compose = read("docker-compose.yml");
    private final Map<String, Map<String, Object>> services = services();
    private final List<String> dockerfile = read("Dockerfile").lines().toList();

    @Test
    void namesEveryImageWithItsVersion() {
        services.forEach((name, service) -> assertThat((String) service.get("image"))
                .as(name)
                .matches("\\$\\{DUBAN_IMAGE:-duban:local}|[a-z./]+:v?\\d+(\\.\\d+)+"));
        assertThat(dockerfile.stream().filter(line -> line.startsWith("ARG J") && line.contains(":")))
                .hasSize(2)
                .allMatch(line -> line.matches("ARG J(DK|RE)=eclipse-temurin:\\d+\\.\\d+\\.\\d+_\\d+-j(dk|re)"));
    }

    @Test
    void opensPortsOnLoopbackOnly() {
        services.forEach((name, service) ->
                assertThat(list(service.get("ports"))).as(name).allMatch(port -> port.startsWith("127.0.0.1:")));
    }

    @Test
    void givesEveryServiceAHealthCheckAndLimits() {
        services.forEach((name, service) -> {
            assertThat(map(service.get("healthcheck"))).as(name).containsKeys("test", "interval", "timeout", "retries");
            var resources = map(map(service.get("deploy")).get("resources"));
            assertThat(map(resources.get("limits"))).as(name).containsKeys("cpus", "memory", "pids");
        });
    }

    @Test
    void keepsDataInNamedVolumesAndNodesReadOnly() {
        for (var node : List.of("duban-1", "duban-2")) {
            assertThat(services.get(node)).containsEntry("read_only", true).containsEntry("cap_drop", List.of("ALL"));
            assertThat(list(services.get(node).get("volumes"))).allMatch(volume -> volume.endsWith(":ro"));
        }
        for (var store : List.of("kafka", "postgres")) {
            assertThat(list(services.get(store).get("volumes")))
                    .allMatch(volume -> volume.startsWith(store + "-data:"));
        }
    }

    @Test
    void holdsNoSecret() {
        eachSetting((name, value) -> {
            if (SECRET.matcher(name).matches()) {
                assertThat(value).as(name).matches("\\$\\{[A-Z_]+:(-|\\?.*)}");
            }
        });
        assertThat(read(".env.example").lines().filter(line -> line.matches("[A-Z_]+=.+")))
                .isEmpty();
        assertThat(dockerfile)
                .noneMatch(line -> SECRET.matcher(line.split("=")[0]).matches());
    }

    @Test
    void namesEveryVariableInTheExample() {
        var used =
                VARIABLE.matcher(compose).results().map(match -> match.group(1)).collect(Collectors.toSet());
        var offered = read(".env.example")
                .lines()
                .filter(line -> line.matches("[A-Z0-9_]+=.*"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .collect(Collectors.toSet());

        assertThat(offered).isEqualTo(used);
    }

    /** Compose asks for what must be filled in even for services of a profile that nobody wants. */
    @Test
    void wantsTheDatabasesPasswordFilledInAndNothingElse() {
        var wanted = Pattern.compile("\\$\\{(\\w+):?\\?")
                .matcher(read("docker-compose.yml"))
                .results();

        assertThat(wanted.map(found -> found.group(1))).isNotEmpty().containsOnly("POSTGRES_PASSWORD");
    }

    @Test
    void setsOnlyWhatExists() throws IOException {
        var known = properties();

        eachSetting((name, value) -> {
            if (name.matches("(DUBAN|SPRING)_.*") && !name.equals("DUBAN_METRICS_TOKEN")) {
                var setting = bare(name);
                assertThat(known)
                        .as(name)
                        .anyMatch(property -> setting.equals(property)
                                || property.endsWith("properties") && setting.startsWith(property));
            }
        });
    }

    @Test
    void runsTheImageWithoutRootAndShell() {
        assertThat(dockerfile)
                .contains("USER 10001:10001", "EXPOSE 8080")
                .anyMatch(line -> line.startsWith("ENTRYPOINT [\"java\""))
                .anyMatch(line -> line.strip().startsWith("CMD [\"java\""));
    }

    private void eachSetting(BiConsumer<String, String> check) {
        services.values()
                .forEach(service -> map(service.getOrDefault("environment", Map.of()))
                        .forEach((name, value) -> check.accept(name, String.valueOf(value))));
    }

    /** The names of all settings of Duban and Spring Boot, with letters and digits only, as the environment compares them. */
    private static Set<String> properties() throws IOException {
        var names = new TreeSet<String>();
        for (var url : Collections.list(ContainerFilesTests.class
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json"))) {
            metadata(url)
                    .forEach(property ->
                            names.add(bare(String.valueOf(map(property).get("name")))));
        }
        return names;
    }

    private static List<?> metadata(URL url) throws IOException {
        try (InputStream in = url.openStream()) {
            return (List<?>) JsonMapper.shared().readValue(in, Map.class).get("properties");
        }
    }

    private static String bare(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private Map<String, Map<String, Object>> services() {
        return map(map(new Yaml().load(compose)).get("services")).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> map(entry.getValue())));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static List<String> list(Object values) {
        return values == null
                ? List.of()
                : ((List<?>) values).stream().map(String::valueOf).toList();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
