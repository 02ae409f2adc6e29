package org.duban.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.duban.SharedHouse;
import org.duban.TestHouse;
import org.duban.answers.links.AnswerLinks;
import org.duban.channel.Deliveries;
import org.duban.channel.Delivery;
import org.duban.content.Notice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;

/** A unit that is given one task, or as many as fill a letter, or ten letters: all are signed for by one button a letter, and each is answered. */
class ManyTasksTests {

    private static final Pattern ACT = Pattern.compile("<a class=\"[a-z]+\" href=\"([^\"]+)\" aria-label=\"报告进展：");

    @RegisterExtension
    private static final SharedHouse SHARED = new SharedHouse("2026-11-23T02:00:00Z", "duban.roles=intake,clock,desk");

    private final TestHouse house = SHARED.house();
    private final ConfigurableApplicationContext node = SHARED.node();
    private final PageReader reader = new PageReader(node);

    @ParameterizedTest
    @CsvSource({"1, 1", "50, 1", "500, 10"})
    void areSignedForAtOnceAndAnsweredOneByOne(int tasks, int letters) {
        var pages = assigned(tasks).stream().map(this::page).toList();

        var before = pages.stream().map(page -> reader.get(page).body()).toList();
        pages.forEach(
                page -> assertThat(reader.press(page, Map.of()).statusCode()).isEqualTo(303));
        awaitEvents(2 * tasks);
        var signed = pages.stream().map(page -> reader.get(page).body()).toList();
        var acts =
                signed.stream().flatMap(page -> acts(page).stream()).distinct().toList();
        acts.stream()
                .limit(50)
                .forEach(act -> assertThat(
                                reader.press(act, Map.of("percent", "40")).statusCode())
                        .isEqualTo(303));
        awaitEvents(2 * tasks + Math.min(50, tasks));

        assertThat(pages).hasSize(letters);
        assertThat(before)
                .allSatisfy(page -> assertThat(page)
                        .contains(tasks == 1 ? "签收（1项）" : "全部签收（50项）")
                        .contains("<dd>核对名册， 并在学校公示。逐人核对。", "逐…</dd>")
                        .hasSizeLessThan(120_000));
        assertThat(signed).noneMatch(page -> page.contains("class=\"signing\""));
        assertThat(acts).hasSize(tasks);
        assertThat(house.count("select count(*) from task where status = 'IN_PROGRESS'"))
                .isEqualTo(Math.min(50, tasks));
        assertThat(house.count("select count(*) from task where status = 'RECEIVED'"))
                .isEqualTo(tasks - Math.min(50, tasks));
    }

    @Test
    void areCalledByTheirNumbers() {
        var page = page(assigned(2).get(0));
        house.sql()
                .sql("update task set number = '江孜督办〔2026〕7号' where id like '%第1号'")
                .update();

        assertThat(reader.get(page).body()).contains("江孜督办〔2026〕7号（江孜双拥〔2026〕第1号）");
    }

    private List<Notice> assigned(int tasks) {
        for (var i = 1; i <= tasks; i++) {
            house.event(
                    "duban.task.assigned",
                    "江孜双拥〔2026〕第" + i + "号",
                    Map.of(
                            "title", "完成军人子女优待入学名册核对并公示",
                            "description", "核对名册，\n并在学校公示。" + "逐人核对。".repeat(60),
                            "leadUnit", "education",
                            "deadline", "2026-12-24",
                            "policy", "standard"));
        }
        awaitEvents(tasks);
        house.pass(Duration.ofSeconds(10));
        TestHouse.wake(node);
        house.pass(Duration.ofSeconds(10));
        var told = new ArrayList<Notice>();
        node.getBean(Deliveries.class).claimDue(100, Duration.ofDays(90)).stream()
                .map(Delivery::notice)
                .filter(notice -> notice.recipient().equals("education"))
                .forEach(told::add);
        assertThat(told.stream().mapToInt(notice -> notice.lines().size()).sum())
                .isEqualTo(tasks);
        return told;
    }

    private URI page(Notice notice) {
        return reader.here(
                node.getBean(AnswerLinks.class).ofAll(notice).orElseThrow().getPath());
    }

    private List<URI> acts(String page) {
        return ACT.matcher(page)
                .results()
                .map((MatchResult act) -> reader.here(act.group(1)))
                .toList();
    }

    private void awaitEvents(int number) {
        await().atMost(Duration.ofSeconds(180)).until(() -> house.count("select count(*) from task_event") == number);
    }
}
