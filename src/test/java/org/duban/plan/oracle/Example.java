package org.duban.plan.oracle;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A policy, calendars, units and the history of one task as plain text, so that it can be written by hand, generated,
 * made smaller and printed.
 *
 * @param text calendars, units, policies, events, and the window that is asked for, as in {@code examples.yaml}
 */
record Example(Map<String, Object> text) {

    static final String TASK = "T-1";
    static final String POLICY = "p";

    List<Map<String, Object>> calendars() {
        return maps("calendars");
    }

    List<Map<String, Object>> units() {
        return maps("units");
    }

    /** By name; tasks follow {@code p} unless their events say otherwise. */
    Map<String, Object> policies() {
        return map(text.get("policies"));
    }

    /** The policies as they are when the plan is made, if they have changed since the events came. */
    Map<String, Object> laterPolicies() {
        return map(text.getOrDefault("later-policies", text.get("policies")));
    }

    List<Map<String, Object>> events() {
        return maps("events");
    }

    Instant from() {
        return Instant.parse((String) text.get("from"));
    }

    Instant upTo() {
        return Instant.parse((String) text.get("up-to"));
    }

    /** What is told, or due, in the window; where an example does not say what is due, that is what is told. */
    @SuppressWarnings("unchecked")
    List<String> lines(String field) {
        return (List<String>) text.getOrDefault(field, text.getOrDefault("told", List.of()));
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> maps(String field) {
        return (List<Map<String, Object>>) text.getOrDefault(field, List.of());
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    /** Every scalar is read as the text that it is. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> readAll(String yaml) {
        return (List<Map<String, Object>>) (List<?>) yaml().load(yaml);
    }

    static String write(Object value) {
        return yaml().dump(value);
    }

    @Override
    public String toString() {
        return write(List.of(text));
    }

    private static Yaml yaml() {
        var options = new DumperOptions();
        options.setWidth(120);
        var loading = new LoaderOptions();
        return new Yaml(new SafeConstructor(loading), new Representer(options), options, loading, new Texts());
    }

    private static final class Texts extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            // None: 2026-12-01 stays a text.
        }
    }
}
