package org.duban.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.duban.TestHouse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** What Quartz loses is told all the same. The house's clock is years ahead of Quartz's: its triggers never fire. */
class MissedMomentsTests {

    private final TestHouse house = new TestHouse().at("2030-01-07T02:00:00Z");
    private final ConfigurableApplicationContext node = house.startNode("duban.roles=intake,clock");
    private final MissedMoments sweep = node.getBean(MissedMoments.class);

    @BeforeEach
    void assignTasks() {
        for (var hour = 3; hour < 6; hour++) {
            house.event(
                    "duban.task.assigned",
                    "T-" + hour,
                    Map.of(
                            "title",
                            "修缮校舍屋顶",
                            "leadUnit",
                            "education",
                            "deadline",
                            "2030-01-07T0" + hour + ":00:00Z",
                            "policy",
                            "on-time"));
        }
        patiently(() -> moments("WAITING") == 3);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACQUIRED", "BLOCKED", "ERROR", "PAUSED"})
    void tellsWhatAStuckTriggerKeepsBackAndFreesTheOthers(String state) {
        house.sql()
                .sql("update qrtz_triggers set trigger_state = ?")
                .param(state)
                .update();

        house.at("2030-01-07T03:06:00Z");
        sweep.sweep();

        assertThat(told()).containsExactly("T-3");
        patiently(() -> moments("WAITING") == 2);
        assertThat(moments(state)).isZero();
    }

    @Test
    void tellsWhatIsDueAndKeepsMomentsAgainWhenQuartzHasLostEverything() {
        List.of("qrtz_simple_triggers", "qrtz_triggers", "qrtz_job_details")
                .forEach(table -> house.sql().sql("delete from " + table).update());

        house.at("2030-01-07T03:06:00Z");
        sweep.sweep();

        assertThat(told()).containsExactly("T-3");
        patiently(() -> moments("WAITING") == 2);
    }

    @Test
    void leavesMomentsInPeaceThatQuartzKeeps() {
        sweep.rebuildMoments();

        assertThat(node.getBean(JdbcMoments.class).missing(java.time.Instant.parse("2030-01-08T00:00:00Z")))
                .isEmpty();
        assertThat(moments("WAITING")).isEqualTo(3);
    }

    private List<String> told() {
        return house.sql()
                .sql("select task_id from notice_step order by task_id")
                .query(String.class)
                .list();
    }

    private long moments(String state) {
        return house.sql()
                .sql("select count(*) from qrtz_triggers where trigger_group = 'moment' and trigger_state = ?")
                .param(state)
                .query(Long.class)
                .single();
    }

    private static void patiently(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60)).until(condition);
    }
}
