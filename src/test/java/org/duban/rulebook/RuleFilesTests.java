package org.duban.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.duban.files.InputFile;
import org.duban.rulebook.RuleFiles.Said;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is new in the files of a process, beside what was taken over before. */
class RuleFilesTests {

    private static final InputFile POLICIES = InputFile.ofText("/etc/duban/policies.yaml", "p");
    private static final InputFile BUILT_IN = InputFile.ofText("classpath:calendars/cn-2026.yaml", "c");
    private static final InputFile OWN = InputFile.ofText("/etc/duban/calendars/own.yaml", "o");

    private final Said before =
            chosen(POLICIES, List.of(OWN)).since(Said.NOTHING).said();

    @Test
    void areAllNewAtTheFirstStart() {
        var news = chosen(POLICIES, List.of(OWN)).since(Said.NOTHING);

        assertThat(news.names()).containsExactly("policies", "built-in/cn-2026.yaml", "own.yaml");
        assertThat(news.policies()).isEqualTo("p");
        assertThat(news.calendars()).isEqualTo(Map.of("built-in/cn-2026.yaml", "c", "own.yaml", "o"));
        assertThat(news.places())
                .isEqualTo(Map.of(
                        "policies", POLICIES.name(), "built-in/cn-2026.yaml", BUILT_IN.name(), "own.yaml", OWN.name()));
        assertThat(news.none()).isFalse();
    }

    @Test
    void areNotNewWhileTheySayTheSame() {
        var news = chosen(POLICIES, List.of(OWN)).since(before);

        assertThat(news.none()).isTrue();
        assertThat(news.names()).isEmpty();
        assertThat(news.said()).isEqualTo(before);
    }

    @Test
    void areNewOneByOne() {
        var otherPolicies = InputFile.ofText(POLICIES.name(), "q");
        var otherCalendar = InputFile.ofText(OWN.name(), "changed");

        assertThat(chosen(otherPolicies, List.of(OWN)).since(before).names()).containsExactly("policies");
        assertThat(chosen(otherPolicies, List.of(OWN)).since(before).none()).isFalse();
        assertThat(chosen(POLICIES, List.of(otherCalendar)).since(before).names())
                .containsExactly("own.yaml");
        assertThat(chosen(POLICIES, List.of(otherCalendar)).since(before).none())
                .isFalse();
    }

    @Test
    void takeTheCalendarAwayThatIsGone() {
        var news = chosen(POLICIES, List.of()).since(before);

        assertThat(news.calendars()).containsOnlyKeys("own.yaml").containsValue(null);
        assertThat(news.said().digests()).containsOnlyKeys("policies", "built-in/cn-2026.yaml");
    }

    @Test
    void leaveTheCalendarsOfOthersWhereAProcessHasNone() {
        assertThat(chosen(POLICIES, null).since(before).none()).isTrue();
    }

    @Test
    void leaveACalendarThatCameWithAnotherRelease() {
        var news = new RuleFiles(POLICIES, true, List::of, () -> List.of(OWN)).since(before);

        assertThat(news.none()).isTrue();
        assertThat(news.said()).isEqualTo(before);
    }

    @Test
    void giveWayWithPoliciesThatNobodyChose() {
        var news = usual("usual").since(before);

        assertThat(news.none()).isTrue();
        assertThat(news.said()).isEqualTo(before);
        assertThat(usual("usual").all(before).policies()).isNull();
    }

    @Test
    void replaceUsualPoliciesByThoseOfAnotherReleaseOrByChosenOnes() {
        var usual = usual("usual").since(Said.NOTHING).said();

        assertThat(usual("usual").since(usual).policies()).isNull();
        assertThat(usual("another").since(usual).policies()).isEqualTo("another");
        assertThat(usual("another").since(usual).calendars()).isEmpty();
        var chosen = chosen(POLICIES, List.of(OWN)).since(usual);
        assertThat(chosen.policies()).isEqualTo("p");
        assertThat(chosen.said()).isEqualTo(before);
    }

    @Test
    void sayEverythingAgainWhenTheyAreReadAnew() {
        assertThat(chosen(POLICIES, List.of(OWN)).all(before).names())
                .containsExactly("policies", "built-in/cn-2026.yaml", "own.yaml");
    }

    private static RuleFiles chosen(InputFile policies, @Nullable List<InputFile> own) {
        return new RuleFiles(policies, true, () -> List.of(BUILT_IN), own == null ? null : () -> own);
    }

    private static RuleFiles usual(String text) {
        var policies = InputFile.ofText("classpath:policies.yaml", text);
        return new RuleFiles(policies, false, () -> List.of(BUILT_IN), () -> List.of(OWN));
    }
}
