package org.duban.kubernetes;

import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.json.JsonMapper;

/**
 * The properties that Duban and its libraries declare.
 *
 * @param names each by its full name
 * @param maps those below which any name is one
 */
record KnownSettings(Set<String> names, Set<String> maps) {

    /** Read before there is any other property, so that no library declares them. */
    private static final Set<String> EARLY = Set.of("spring.config.additional-location", "spring.config.import");

    static KnownSettings onTheClassPath() throws IOException {
        var names = new HashSet<>(EARLY);
        var maps = new HashSet<String>();
        var json = JsonMapper.builder().build();
        for (var file : new PathMatchingResourcePatternResolver()
                .getResources("classpath*:META-INF/spring-configuration-metadata.json")) {
            for (var property : json.readTree(file.getInputStream()).path("properties")) {
                var name = property.path("name").asString();
                names.add(name);
                if (property.path("type").asString("").startsWith("java.util.Map")) {
                    maps.add(name + ".");
                }
            }
        }
        return new KnownSettings(names, maps);
    }

    boolean has(String name) {
        return names.contains(name) || maps.stream().anyMatch(name::startsWith);
    }

    /** Whether an environment variable of this name sets one: dashes are left out, or underscores like dots. */
    boolean hasVariable(String variable) {
        return names.stream()
                .anyMatch(name -> upper(name.replace("-", "")).equals(variable)
                        || upper(name.replace('-', '_')).equals(variable));
    }

    private static String upper(String property) {
        return property.replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
