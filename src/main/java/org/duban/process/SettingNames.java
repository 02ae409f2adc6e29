package org.duban.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.duban.files.NameSuggestions;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stops a start to which a {@code duban.*} setting was given that there is not: whoever misspells one believes that it
 * counts. What there is, the typed properties say of themselves.
 */
final class SettingNames implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final ConfigurationPropertyName DUBAN = ConfigurationPropertyName.of("duban");
    /** Read and checked by the drill itself. */
    private static final ConfigurationPropertyName DRILL = ConfigurationPropertyName.of("duban.drill");

    private static final Pattern COLLECTION = Pattern.compile("java\\.util\\.(Set|List|Collection|Map)<.*");
    private static final Pattern VARIABLE = Pattern.compile("(?i)duban_.+");
    /** What Kubernetes and Docker say of a service whose name begins with duban, and what docker-compose.yml asks for. */
    private static final Pattern OF_OTHERS =
            Pattern.compile("DUBAN_(\\w+_)?(SERVICE_(HOST|PORT\\w*)|PORT_\\d+\\w*|ENV_\\w+)|DUBAN_(IMAGE|FILES|PORT)");
    /** Names that could be ours misspelled, and values that could not: {@code tcp://10.0.0.7:8080}, {@code /web/duban}. */
    private static final Pattern LINK = Pattern.compile("DUBAN_(\\w+_)?(PORT=\\w+://.*|NAME=/.*)");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var known = known();
        if (!known.isEmpty()) {
            check(context.getEnvironment(), known);
        }
    }

    /** @throws UnknownSettings naming all of them */
    static void check(ConfigurableEnvironment environment, List<Known> known) {
        var unknown = new TreeMap<String, String>();
        for (var source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> names) {
                Arrays.stream(names.getPropertyNames())
                        .filter(name -> isUnknown(names, name, known))
                        .forEach(name -> unknown.putIfAbsent(name, described(names, name, known)));
            }
        }
        if (!unknown.isEmpty()) {
            throw new UnknownSettings(List.copyOf(unknown.values()));
        }
    }

    private static boolean isUnknown(PropertySource<?> source, String name, List<Known> known) {
        if (source instanceof SystemEnvironmentPropertySource
                && VARIABLE.matcher(name).matches()) {
            var variable = name.toUpperCase(Locale.ROOT);
            return known.stream().noneMatch(setting -> setting.isVariable(variable))
                    && !OF_OTHERS.matcher(variable).matches()
                    && !LINK.matcher(variable + "=" + source.getProperty(name)).matches();
        }
        var property = ConfigurationPropertyName.adapt(name, '.');
        return DUBAN.isAncestorOf(property)
                && !DRILL.equals(property)
                && !DRILL.isAncestorOf(property)
                && known.stream().noneMatch(setting -> setting.isProperty(property));
    }

    private static String described(PropertySource<?> source, String name, List<Known> known) {
        var variable = VARIABLE.matcher(name).matches();
        var names = known.stream()
                .map(setting -> variable ? setting.variable() : setting.name())
                .toList();
        var meant = new NameSuggestions(names).nearest(name).map(nearest -> "; did you mean " + nearest + "?");
        return name + " (" + place(source, name) + ")" + meant.orElse("");
    }

    /** Without the value: it may be a password under a misspelled name. */
    private static String place(PropertySource<?> source, String name) {
        var origin = source instanceof OriginLookup<?> lookup ? origin(lookup, name) : Optional.<String>empty();
        return origin.orElseGet(() -> switch (source.getName()) {
            case "commandLineArgs" -> "command line";
            case "systemProperties" -> "Java's system properties";
            case "systemEnvironment" -> "environment";
            default -> source.getName();
        });
    }

    @SuppressWarnings("unchecked")
    private static Optional<String> origin(OriginLookup<?> lookup, String name) {
        return Optional.ofNullable(((OriginLookup<String>) lookup).getOrigin(name))
                .map(Objects::toString)
                .filter(text -> !text.startsWith("\"") && !text.contains("System Environment"));
    }

    /** A setting that there is; below a collection there are more. */
    record Known(String name, boolean collection) {

        boolean isProperty(ConfigurationPropertyName property) {
            var mine = ConfigurationPropertyName.of(name);
            return mine.equals(property) || (collection && mine.isAncestorOf(property));
        }

        /** Dashes are left out, or underscores like dots. */
        boolean isVariable(String variable) {
            return Stream.of(variable(), upper(name.replace('-', '_')))
                    .anyMatch(mine -> mine.equals(variable) || (collection && variable.startsWith(mine + "_")));
        }

        String variable() {
            return upper(name.replace("-", ""));
        }

        private static String upper(String name) {
            return name.replace('.', '_').toUpperCase(Locale.ROOT);
        }
    }

    static List<Known> known() {
        try {
            var files = Collections.list(SettingNames.class.getClassLoader().getResources(METADATA));
            return files.stream()
                    .flatMap(file -> read(file::openStream))
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Opening {
        InputStream open() throws IOException;
    }

    private static Stream<Known> read(Opening file) {
        try (var in = file.open()) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            // Most of them are libraries', and reading those as JSON takes time.
            return text.contains("\"duban.") ? settings(JsonMapper.shared().readTree(text)) : Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Known> settings(JsonNode metadata) {
        return metadata.path("properties")
                .valueStream()
                .map(setting -> new Known(
                        setting.path("name").asString(),
                        COLLECTION.matcher(setting.path("type").asString("")).matches()))
                .filter(setting -> setting.name().startsWith("duban."));
    }
}
