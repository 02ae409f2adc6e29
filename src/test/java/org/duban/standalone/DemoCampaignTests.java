package org.duban.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.standalone.DemoCampaign.Event;
import org.junit.jupiter.api.Test;

final class DemoCampaignTests {

    private static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");

    private final List<Event> events = DemoCampaign.eventsAt(NOW);

    @Test
    void givesEachEventAnIdThatStaysTheSame() {
        var later = DemoCampaign.eventsAt(NOW.plusSeconds(3600));

        assertThat(ids(events)).doesNotHaveDuplicates().isEqualTo(ids(later));
    }

    @Test
    void assignsATaskBeforeAnythingElseHappensToIt() {
        var byTask = events.stream().collect(Collectors.groupingBy(Event::taskId));

        assertThat(byTask).hasSize(150);
        assertThat(byTask.values()).allSatisfy(task -> {
            assertThat(task.get(0).body()).containsEntry("type", "duban.task.assigned");
            assertThat(task.stream().map(DemoCampaignTests::time)).isSorted().allMatch(time -> !time.isAfter(NOW));
        });
    }

    @Test
    void knowsOnlyUnitsOfItsOwnFile() {
        var units = unitCodes();

        assertThat(units).hasSize(100);
        assertThat(assigned()
                        .flatMap(data -> Stream.concat(
                                Stream.of(data.get("leadUnit")), ((List<?>) data.get("assistingUnits")).stream())))
                .allMatch(units::contains);
    }

    @Test
    void hasTasksThatRunThroughTheLadderInTwoMinutes() {
        var lastRungOfTheOffices = Duration.ofSeconds(35);

        assertThat(assigned()
                        .filter(data -> data.get("policy").equals("demo"))
                        .map(data ->
                                Instant.parse((String) data.get("deadline")).plus(lastRungOfTheOffices))
                        .filter(told -> told.isBefore(NOW.plusSeconds(120))))
                .hasSizeGreaterThan(10);
    }

    @Test
    void countsDaysFromTheDateInTibet() {
        var lateEvening = DemoCampaign.eventsAt(Instant.parse("2026-11-23T17:00:00Z"));

        assertThat(data(lateEvening, "sy-028")).containsEntry("deadline", "2026-11-27");
    }

    private Stream<Map<?, ?>> assigned() {
        return events.stream()
                .filter(event -> event.body().get("type").equals("duban.task.assigned"))
                .map(event -> (Map<?, ?>) event.body().get("data"));
    }

    private static Map<String, Object> data(List<Event> events, String task) {
        @SuppressWarnings("unchecked")
        var data = (Map<String, Object>) events.stream()
                .filter(event -> event.taskId().equals(task))
                .findFirst()
                .orElseThrow()
                .body()
                .get("data");
        return data;
    }

    private static List<Object> ids(List<Event> events) {
        return events.stream().map(event -> event.body().get("id")).toList();
    }

    private static Instant time(Event event) {
        return Instant.parse((String) event.body().get("time"));
    }

    private static Set<String> unitCodes() {
        var in = DemoCampaignTests.class.getResourceAsStream("/demo/units.csv");
        return new java.io.BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                .lines()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .collect(Collectors.toSet());
    }
}
