package org.duban.desk.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.duban.TestHouse;
import org.junit.jupiter.api.Test;

/** Nobody takes events in for a while: the desk says that it does not know yet, and knows later. */
class UnknownOutcomeTests {

    @Test
    void isSaidAndLookedForAgain() {
        try (var house = new TestHouse()) {
            var intake = house.startNode("duban.roles=intake");
            var desk = new DeskBrowser(house.startNode("duban.roles=desk"));
            var lead = desk.user("UNIT@education");
            house.event(
                    "duban.task.assigned",
                    "wait-1",
                    Map.of("title", "Repair the roof", "leadUnit", "education", "deadline", "2099-12-31"));
            await().atMost(Duration.ofMinutes(1)).until(() -> house.count("select count(*) from task") == 1);
            house.stop(intake);

            var sent = desk.act("wait-1", "RECEIVED", Map.of("note", "got it"), lead);
            var page = desk.follow(sent, lead, "en");

            var again = sent.headers().firstValue("Location").orElseThrow();
            assertThat(page.body())
                    .contains("Sent, and not in the ledger yet", "href=\"" + again + "\"")
                    .contains("Assigned, not signed for");
            house.startNode("duban.roles=intake");
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> desk.get(again, lead, "en").body().contains("Recorded in the ledger"));
            assertThat(house.count("select count(*) from task_event")).isEqualTo(2);
        }
    }
}
