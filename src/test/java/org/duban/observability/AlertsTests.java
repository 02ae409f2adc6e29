package org.duban.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.MetricsPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/** Alerts are only as good as their rules, their figures and what they lead to. */
class AlertsTests {

    private static final Path RULES = Path.of("src/main/observability/prometheus");
    private static final Pattern NAME = Pattern.compile("\\b[a-z]+(_[a-z]+)+\\b(?![\"(])");
    /** What Prometheus and others tell, as the page lists it. */
    private static final Pattern FOREIGN =
            Pattern.compile("up|hikaricp_\\w+|disk_\\w+|jvm_\\w+|process_\\w+|http_server_\\w+");

    private final List<Map<String, Object>> alerts = alerts();
    private final String tests = MetricsPage.read(RULES.resolve("alerts.test.yml"));
    private final String runbook = MetricsPage.read(Path.of("docs/runbook.md"));

    @Test
    void passPrometheusOwnChecker() throws Exception {
        var promtool = Promtool.find();
        assumeTrue(
                promtool.isPresent(),
                "no promtool here, so the alerts are not checked: apt-get install prometheus, or put it on the PATH");

        var rules = promtool.get().check(RULES, "check", "rules", "alerts.yml");
        var cases = promtool.get().check(RULES, "test", "rules", "alerts.test.yml");

        assertThat(rules.content()).as(rules.words()).isTrue();
        assertThat(cases.content()).as(cases.words()).isTrue();
    }

    @Test
    void sayHowSevereTheyAreAndWhatToDo() {
        assertThat(alerts).allSatisfy(alert -> {
            assertThat(text(alert, "labels", "severity")).isIn("critical", "warning");
            assertThat(text(alert, "annotations", "summary")).isNotBlank();
            assertThat(text(alert, "annotations", "description")).isNotBlank();
            assertThat(text(alert, "annotations", "runbook_url"))
                    .isEqualTo("docs/runbook.md#" + name(alert).toLowerCase(java.util.Locale.ROOT));
        });
    }

    @Test
    void haveOneEntryEachInTheRunbook() {
        var entries = Pattern.compile("(?m)^### (Duban\\w+)$")
                .matcher(runbook)
                .results()
                .map(entry -> entry.group(1))
                .toList();

        assertThat(entries)
                .containsExactlyElementsOf(
                        alerts.stream().map(AlertsTests::name).toList());
    }

    @Test
    void areTriedOnACaseAndOnItsContrary() {
        assertThat(alerts).extracting(AlertsTests::name).allSatisfy(name -> {
            var asked = "alertname=\"" + name + "\"";
            assertThat(tests).containsPattern(asked + ".*exp_samples: \\[\\{ labels");
            assertThat(tests).containsPattern(asked + ".*exp_samples: \\[]");
        });
    }

    @Test
    void askOnlyForWhatThePageTellsOf() {
        assertThat(alerts)
                .allSatisfy(alert -> assertThat(unknown(String.valueOf(alert.get("expr"))))
                        .as(name(alert))
                        .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"duban-overview", "duban-mail"})
    void dashboardsAskOnlyForWhatThePageTellsOf(String dashboard) {
        var file = Path.of("src/main/observability/grafana/dashboards", dashboard + ".json");
        var expressions = JsonMapper.shared().readTree(MetricsPage.read(file)).findValuesAsString("expr");

        assertThat(expressions)
                .isNotEmpty()
                .allSatisfy(asked -> assertThat(unknown(asked)).as(asked).isEmpty());
    }

    @Test
    void everyGaugeHasAPanel() {
        var shown = Stream.of("duban-overview", "duban-mail")
                .map(dashboard ->
                        MetricsPage.read(Path.of("src/main/observability/grafana/dashboards", dashboard + ".json")))
                .collect(Collectors.joining());

        assertThat(MetricsPage.documented().entrySet())
                .filteredOn(metric -> metric.getValue().startsWith("gauge"))
                .extracting(Map.Entry::getKey)
                .filteredOn(gauge ->
                        !Pattern.compile(gauge + "(?![a-z_])").matcher(shown).find())
                .isEmpty();
    }

    /** Names in an expression that are no metric; labels and functions stand before a quotation mark or a bracket. */
    static TreeSet<String> unknown(String expression) {
        var documented = MetricsPage.documented().keySet();
        var names = new TreeSet<String>();
        NAME.matcher(expression.replaceAll("\\{[^}]*}|\\b(by|without) \\([^)]*\\)", ""))
                .results()
                .map(name -> name.group())
                .filter(name -> !FOREIGN.matcher(name).matches())
                .filter(name -> !documented.contains(name))
                .filter(name -> !documented.contains(name.replaceAll("_(bucket|count|sum|max)$", "")))
                .forEach(names::add);
        return names;
    }

    private static List<Map<String, Object>> alerts() {
        var alerts = new ArrayList<Map<String, Object>>();
        Map<String, List<Map<String, List<Map<String, Object>>>>> file =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(MetricsPage.read(RULES.resolve("alerts.yml")));
        file.get("groups").forEach(group -> alerts.addAll(group.get("rules")));
        return alerts;
    }

    private static String name(Map<String, Object> alert) {
        return String.valueOf(alert.get("alert"));
    }

    private static String text(Map<String, Object> alert, String part, String key) {
        return alert.get(part) instanceof Map<?, ?> map ? String.valueOf(map.get(key)) : "";
    }
}
