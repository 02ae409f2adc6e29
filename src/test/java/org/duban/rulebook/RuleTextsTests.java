package org.duban.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The texts of a rulebook, beside other ones. */
class RuleTextsTests {

    private static final RuleTexts TEXTS =
            new RuleTexts("p", new TreeMap<>(Map.of("built-in/cn-2026.yaml", "c", "own.yaml", "o")));

    @Test
    void nameWhatIsNotTheSame() {
        var others = new TreeMap<String, String>();
        others.put("built-in/cn-2026.yaml", null);
        others.put("another.yaml", "a");

        assertThat(TEXTS.changedFrom(TEXTS)).isEmpty();
        assertThat(TEXTS.with("q", Map.of()).changedFrom(TEXTS)).containsExactly("policies");
        assertThat(TEXTS.with(null, others).changedFrom(TEXTS))
                .containsExactly("another.yaml", "built-in/cn-2026.yaml");
        assertThat(TEXTS.with("q", others).changedFrom(TEXTS))
                .containsExactly("policies", "another.yaml", "built-in/cn-2026.yaml");
    }

    @Test
    void letAnOfficesOwnYearReplaceTheBuiltInOne() {
        var texts = RuleTexts.NONE.with(
                null,
                Map.of(
                        "built-in/cn-2026.yaml",
                        "{ calendar: cn, year: 2026, holidays: [ { from: 2026-10-01, name: 国庆节 } ] }",
                        "cn-2026.yaml",
                        "{ calendar: cn, year: 2026, holidays: [ { from: 2026-10-02, name: 国庆节 } ] }"));

        var cn = texts.readCalendars(Map.of()).calendar("cn");

        assertThat(cn.isWorkingDay(LocalDate.of(2026, 10, 1))).isTrue();
        assertThat(cn.isWorkingDay(LocalDate.of(2026, 10, 2))).isFalse();
    }
}
