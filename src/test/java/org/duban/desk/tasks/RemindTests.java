package org.duban.desk.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.duban.TestHouse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** An office sends the last notice about a task to its unit once more. */
@TestInstance(Lifecycle.PER_CLASS)
class RemindTests {

    private static final String EDUCATION = "education@duban.example";

    private final TestHouse house = new TestHouse();
    private final DeskBrowser desk = new DeskBrowser(house.startNode());

    @AfterAll
    void close() {
        house.close();
    }

    @Test
    void sendsTheSameMailAgain() {
        var office = desk.user("OFFICE@county-office");
        var lead = desk.user("UNIT@education");
        house.event(
                "duban.task.assigned",
                "push-1",
                Map.of("title", "Repair the roof", "leadUnit", "education", "deadline", "2099-12-31"));
        await().atMost(Duration.ofMinutes(2)).until(() -> !reminders(office).isEmpty());
        var form = reminders(office).get(0);

        var byTheUnit = desk.post(form, Map.of(), lead, "en");
        var ofAnother = desk.post(form, Map.of("notice", "another"), office, "en");
        var done = desk.post(form, Map.of(), office, "en");

        assertThat(reminders(lead)).isEmpty();
        assertThat(byTheUnit.statusCode()).isEqualTo(403);
        assertThat(ofAnother.statusCode()).isEqualTo(409);
        assertThat(desk.follow(done, office, "en").body()).contains("It will be sent once more");
        await().atMost(Duration.ofMinutes(2))
                .until(() -> house.mail().receivedBy(EDUCATION).size() == 2);
        assertThat(house.mail().receivedBy(EDUCATION).stream()
                        .map(mail -> mail.header("Message-ID"))
                        .distinct())
                .hasSize(1);
        assertThat(house.count("select count(*) from audit where act = 'NOTICE_RESENT' and actor = '" + office + "'"))
                .isEqualTo(1);
    }

    private List<DeskBrowser.Form> reminders(String user) {
        return DeskBrowser.forms(desk.get("/desk/tasks/push-1", user, "en")).stream()
                .filter(form -> form.action().endsWith("/remind"))
                .toList();
    }
}
