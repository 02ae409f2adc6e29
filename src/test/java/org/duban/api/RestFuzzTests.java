package org.duban.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.duban.events.AbsurdRecords;
import org.duban.events.WriteResult.Objection;
import org.duban.reasons.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Absurd requests to every operation of the REST interface, as its own description names them. Goes on for
 * {@code -Dduban.fuzz=PT1H}, and draws from {@code -Dduban.seed}.
 */
class RestFuzzTests {

    private static final long A_SECOND = Duration.ofSeconds(1).toNanos();
    private static final List<String> YAML = List.of(
            "policies:\n  standard:\n    calendar: cn\n    tell-at: \"%s\"\n    steps: [{name: a, on: assignment, tell: [lead]}]\n",
            "policies:\n  standard:\n    near-due: %s\n    steps:\n      - {name: a, before-deadline: %s, tell: [lead]}\n",
            "policies:\n  standard:\n    steps:\n      - {name: %s, after-deadline: 1wd, every: %s, tell: [%s]}\n",
            "policies: %s\n",
            "%s: %s\n",
            "calendar: cn\nyear: %s\nholidays:\n  - %s\n",
            "year: 2026\nholidays: %s\n",
            "%s");

    private final ApiHouse house = ApiHouse.alone();
    private final long seed = Long.getLong("duban.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final JsonNode description = house.get("/v3/api-docs").body();

    private record Operation(String method, String path, JsonNode said) {}

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void answersWhateverIsAskedSoon() {
        System.out.println("Absurd requests drawn from -Dduban.seed=" + seed);
        // What the real door makes of absurd events is asked beside the intake.
        house.door().objections = List.of(new Objection(0, "", Reason.text("nothing is taken today")));
        var operations = operations();
        var until = Instant.now().plus(Duration.parse(System.getProperty("duban.fuzz", "PT5S")));
        var wrong = new ArrayList<String>();
        for (int n = 0; n < 200 || Instant.now().isBefore(until) && wrong.size() < 20; n++) {
            var operation = operations.get(random.nextInt(operations.size()));
            check(operation.method(), path(operation), body(operation), wrong);
        }
        assertThat(wrong).isEmpty();
    }

    private void check(String method, String path, Body body, List<String> wrong) {
        // A machine that is busy with something else is no fault of an answer: one is slow that is slow thrice.
        for (int slow = 1; slow <= 3; slow++) {
            var start = System.nanoTime();
            var answer = ask(method, path, body);
            var soon = System.nanoTime() - start < A_SECOND;
            var type = answer.header("Content-Type");
            if (answer.status() >= 500 || type.contains("html") || !soon && slow == 3) {
                wrong.add(answer.status() + (soon ? " " : ", slow, ") + type + " to " + method + " " + path + " "
                        + body.headers() + " " + shortened(body.text()) + " -> "
                        + shortened(answer.response().body()));
            }
            if (soon) {
                return;
            }
        }
    }

    private ApiHouse.Answer ask(String method, String path, Body body) {
        var request = house.asAdmin(path).timeout(Duration.ofSeconds(30));
        body.headers().forEach(header -> request.header("Content-Type", header));
        return house.send(request.method(method, BodyPublishers.ofString(body.text())));
    }

    private static String shortened(String text) {
        return text.length() > 500 ? text.substring(0, 500) + "…" : text;
    }

    private List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> operations.add(new Operation(
                                method.getKey().toUpperCase(java.util.Locale.ROOT),
                                path.getKey(),
                                method.getValue()))));
        assertThat(operations).hasSizeGreaterThan(20);
        return operations;
    }

    private String path(Operation operation) {
        var path = operation.path();
        var query = new ArrayList<String>();
        for (var parameter : operation.said().path("parameters")) {
            var name = parameter.path("name").asString();
            if (parameter.path("in").asString().equals("path")) {
                path = path.replace("{" + name + "}", random.nextInt(3) == 0 ? known(name) : encoded(word()));
            } else if (random.nextInt(3) == 0) {
                query.add(name + "=" + encoded(word()));
            }
        }
        return path + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    private static String known(String name) {
        return switch (name) {
            case "code" -> "education";
            case "id" -> "1";
            default -> "standard";
        };
    }

    private static String encoded(String word) {
        // A server may refuse what is longer than its buffer, and not in words of ours.
        var brief = word.length() > 300 ? word.substring(0, 300) : word;
        var encoded = URLEncoder.encode(brief.isEmpty() ? " " : brief, UTF_8).replace("+", "%20");
        return encoded.equals(".") || encoded.equals("..") ? "%2E" : encoded;
    }

    /** A value as text, without the quotes that JSON would have. */
    private String word() {
        var words = List.of(
                "督办/2026/12",
                "a;b",
                "100%",
                ".",
                "..",
                "education",
                "2026-12-31",
                "\u0000",
                "\uFFFE",
                "-1",
                "0",
                "9223372036854775807",
                "9223372036854775808",
                "OPEN",
                "true",
                "00000000-0000-0000-0000-000000000000");
        return random.nextBoolean() ? words.get(random.nextInt(words.size())) : value().replaceAll("^\"|\"$", "");
    }

    private String value() {
        return AbsurdRecords.VALUES.get(random.nextInt(AbsurdRecords.VALUES.size()));
    }

    private record Body(List<String> headers, String text) {}

    private Body body(Operation operation) {
        var content = operation.said().at("/requestBody/content");
        if (content.isMissingNode() || content.isEmpty()) {
            return new Body(List.of(), random.nextInt(10) == 0 ? value() : "");
        }
        var types = new ArrayList<>(content.propertyNames());
        var type = types.get(random.nextInt(types.size()));
        if (type.contains("yaml")) {
            var yaml = YAML.get(random.nextInt(YAML.size()));
            while (yaml.contains("%s")) {
                var word = random.nextBoolean() ? value() : word();
                yaml = yaml.replaceFirst("%s", java.util.regex.Matcher.quoteReplacement(word.replace("%s", "")));
            }
            return new Body(List.of(type), yaml);
        }
        return new Body(List.of(type), json(content.path(type).path("schema")));
    }

    private String json(JsonNode schema) {
        var resolved = schema.has("$ref")
                ? description.at(schema.path("$ref").asString().substring(1))
                : schema;
        if (random.nextInt(6) == 0) {
            return value();
        }
        var fields = new ArrayList<>(resolved.path("properties").propertyNames());
        if (fields.isEmpty()) {
            fields.addAll(List.of(
                    "specversion",
                    "id",
                    "source",
                    "type",
                    "subject",
                    "data",
                    "time",
                    "sequence",
                    "title",
                    "leadUnit",
                    "deadline",
                    "points",
                    "assignedAt"));
        }
        var object = new ArrayList<String>();
        for (var field : fields) {
            if (random.nextInt(4) > 0) {
                object.add("\"" + field + "\":" + (random.nextInt(3) == 0 ? value() : plausible(field)));
            }
        }
        return "{" + String.join(",", object) + "}";
    }

    private static String plausible(String field) {
        return switch (field) {
            case "specversion" -> "\"1.0\"";
            case "type" -> "\"duban.task.assigned\"";
            case "data" -> "{\"title\":\"x\",\"leadUnit\":\"education\",\"deadline\":\"2026-12-31\"}";
            case "deadline", "from", "to", "first", "last" -> "\"2026-12-31\"";
            case "leadUnit", "unit", "parent" -> "\"education\"";
            case "kind" -> "\"UNIT\"";
            case "emails" -> "[\"a@example.org\"]";
            default -> "\"x\"";
        };
    }
}
