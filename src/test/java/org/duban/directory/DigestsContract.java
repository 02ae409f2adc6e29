package org.duban.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What tables of digests have in common; the units a and b are there. */
abstract class DigestsContract {

    private static final LocalTime TEN = LocalTime.of(10, 0);
    private static final LocalTime NOON = LocalTime.of(12, 0);

    abstract Digests digests();

    @Test
    void knowsNoneOfAUnitThatHasChosenNothing() {
        assertThat(digests().of("a")).isEmpty();
        assertThat(digests().of(List.of())).isEmpty();
        assertThat(digests().remove("a")).isFalse();
    }

    @Test
    void keepsTheLastThatWasChosenForEach() {
        digests().save("a", TEN);
        digests().save("b", TEN);
        digests().save("b", NOON);

        assertThat(digests().of("a")).contains(TEN);
        assertThat(digests().of(List.of("a", "b", "c"))).isEqualTo(Map.of("a", TEN, "b", NOON));
        assertThat(digests().of(List.of("a"))).isEqualTo(Map.of("a", TEN));
    }

    @Test
    void forgetsOne() {
        digests().save("a", TEN);
        digests().save("b", TEN);

        assertThat(digests().remove("a")).isTrue();

        assertThat(digests().of(List.of("a", "b"))).isEqualTo(Map.of("b", TEN));
    }
}
