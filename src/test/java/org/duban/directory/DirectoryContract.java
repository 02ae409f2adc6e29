package org.duban.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.duban.simulation.TwoNodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every directory does, wherever its rows are. */
abstract class DirectoryContract {

    private static final Instant SINCE = Instant.parse("2026-11-23T01:30:00Z");

    private Directory directory;
    private Directory otherNode;
    private TwoNodes nodes;

    @BeforeEach
    void open() {
        directory = directory();
        otherNode = directory();
        nodes = nodes();
    }

    /** A node's view of one directory, empty at first, in which there are the calendars {@code cn} and {@code gyangze}. */
    abstract Directory directory();

    abstract TwoNodes nodes();

    private static Removal removal(String code, @Nullable String mergedInto) {
        return new Removal(code, mergedInto, "event from /oa", "/oa#" + code, SINCE);
    }

    @Test
    void givesUnitsBackAsTheyWereSaved() {
        var top = unit("top", null, "b@x.example", "a@x.example");
        var office = new Unit(
                "office",
                "top",
                UnitKind.LEADING_GROUP_OFFICE,
                "办公室",
                "Office, \"quoted\" {x}",
                List.of(),
                Locale.forLanguageTag("zh-CN"),
                ZoneId.of("+08:00"),
                "gyangze");

        directory.save(List.of(office, top));

        assertThat(directory.tree().units()).containsExactlyInAnyOrder(top, office);
        assertThat(otherNode.tree().units()).containsExactlyInAnyOrder(top, office);
    }

    @Test
    void refusesACodeThatDiffersFromAnotherOnlyInCapitalLetters() {
        directory.save(List.of(unit("Roads-1", null)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> directory.save(List.of(unit("roads-1", null))))
                .withMessage(
                        "unit \"roads-1\", code: it differs from that of the unit \"Roads-1\" only in capital letters;"
                                + " write \"Roads-1\" if it is that unit, or else another code");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> directory.save(List.of(unit("health", null), unit("Health", null))));
        directory.save(List.of(unit("Roads-1", null, "r@x.example")));
        assertThat(directory.tree().units()).extracting(Unit::code).containsExactly("Roads-1");
    }

    @Test
    void keepsTheTreeWhileNothingChangesAndShowsEveryWriteToEveryNode() {
        directory.save(List.of(unit("a", null, "a@x.example")));
        var tree = otherNode.tree();
        assertThat(otherNode.tree()).isSameAs(tree);

        directory.markUnreachable("a@x.example", SINCE, "550 no such user");
        assertThat(otherNode.tree().reachableAddresses("a")).isEmpty();

        directory.save(List.of(unit("a", null, "b@x.example")));
        assertThat(otherNode.tree().reachableAddresses("a")).containsExactly("b@x.example");

        directory.remove(removal("a", null));
        assertThat(otherNode.tree().units()).isEmpty();
    }

    @Test
    void leavesTheVersionAloneWhenNothingWasWritten() {
        directory.save(List.of(unit("a", null, "a@x.example")));
        directory.markUnreachable("a@x.example", SINCE, "550 no such user");
        var tree = otherNode.tree();

        directory.markUnreachable("a@x.example", SINCE.plusSeconds(60), "550 again");
        directory.markUnreachable("unknown@x.example", SINCE, "550 no such user");
        directory.remove(removal("unknown", null));
        directory.save(List.of());

        assertThat(otherNode.tree()).isSameAs(tree);
    }

    @Test
    void makesAddressesOfAReplacedUnitReachableAgain() {
        directory.save(
                List.of(unit("a", null, "a@x.example", "shared@x.example"), unit("b", null, "shared@x.example")));
        directory.markUnreachable("a@x.example", SINCE, "550");
        directory.markUnreachable("shared@x.example", SINCE, "550");
        assertThat(directory.tree().reachableAddresses("a")).isEmpty();
        assertThat(directory.tree().reachableAddresses("b")).isEmpty();

        directory.save(List.of(unit("a", null, "a@x.example", "shared@x.example")));

        assertThat(directory.tree().reachableAddresses("a")).containsExactly("a@x.example", "shared@x.example");
        assertThat(directory.tree().reachableAddresses("b")).containsExactly("shared@x.example");
    }

    @Test
    void savesAllOrNothing() {
        directory.save(List.of(unit("a", null)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> directory.save(List.of(unit("b", "a"), unit("c", "nowhere"))))
                .withMessage("unit \"c\", parent: there is no unit \"nowhere\"; write one of a, b, c");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> directory.save(List.of(unit("b", "a"), unit("a", "b"))))
                .withMessage(
                        "unit \"b\", parent: the unit stands above itself: b → a → b; give one of them another parent");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> directory.save(List.of(unit("b", null), unit("c", null, "c c@x.example"))));
        assertThatIllegalArgumentException().isThrownBy(() -> directory.save(List.of(unit("b b", null))));

        assertThat(directory.tree().units()).containsExactly(unit("a", null));
    }

    @Test
    void forgetsWhatARolledBackTransactionHadSaved() {
        nodes.inVain(() -> {
            directory.save(List.of(unit("a", null)));
            assertThat(directory.tree().unit("a")).isPresent();
        });
        otherNode.save(List.of(unit("b", null)));

        assertThat(directory.tree().units()).containsExactly(unit("b", null));
    }

    @Test
    void takesNoUnitAwayFromThoseBelowIt() {
        directory.save(List.of(unit("a", null), unit("b", "a")));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> directory.remove(removal("a", null)))
                .withMessage("unit \"a\", mergedInto: 1 unit below it (b) hangs on it; name the unit that takes over as"
                        + " mergedInto, or first give those below it another parent");

        assertThat(directory.tree().units()).containsExactlyInAnyOrder(unit("a", null), unit("b", "a"));
    }

    @Test
    void putsASuccessorAboveThoseBelow() {
        directory.save(List.of(unit("a", null), unit("b", "a"), unit("c", null)));

        directory.remove(removal("a", "c"));

        assertThat(directory.tree().units()).containsExactlyInAnyOrder(unit("b", "c"), unit("c", null));
    }

    @Test
    void remembersWhoTookOverWhileThereIsOne() {
        directory.save(List.of(unit("a", null), unit("b", null), unit("c", null)));

        directory.remove(removal("a", "b"));
        directory.remove(removal("b", "c"));

        assertThat(directory.tree().present("a")).contains("c");
        assertThat(directory.tree().present("c")).contains("c");
        directory.remove(removal("c", null));
        assertThat(directory.tree().present("a")).isEmpty();
        directory.save(List.of(unit("a", null)));
        assertThat(directory.tree().present("a")).contains("a");
    }

    @Test
    void savesTheLastOfACodeWithItsAddressesAsMailServersTakeThem() {
        directory.save(List.of(
                unit("a", null, "old@x.example"),
                unit("b", "a"),
                unit("a", null, "A@X.Example", "A@x.example", "b@x.example")));

        assertThat(directory.tree().units()).extracting(Unit::code).containsExactlyInAnyOrder("a", "b");
        assertThat(directory.tree().reachableAddresses("a")).containsExactly("A@x.example", "b@x.example");
    }

    @Test
    void refusesACalendarThatNobodyKeeps() {
        var unit = unit("a", null);
        var lost = new Unit(
                "a", null, unit.kind(), unit.nameZh(), unit.nameEn(), List.of(), unit.locale(), unit.zone(), "lost");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> directory.save(List.of(lost)))
                .withMessageContaining("lost");
    }

    @Test
    void countsOnlyWhatPlansDependOn() {
        directory.save(List.of(unit("a", null), unit("b", null)));
        var first = directory.tree().version();

        directory.save(List.of(unit("b", null, "b@x.example")));
        directory.markUnreachable("b@x.example", SINCE, "550");
        assertThat(directory.tree().version()).isEqualTo(first);

        directory.save(List.of(unit("b", "a", "b@x.example")));
        var moved = directory.tree().version();
        assertThat(moved).isGreaterThan(first);

        directory.remove(removal("b", null));
        assertThat(directory.tree().version()).isGreaterThan(moved);
    }

    @Test
    void countsNoVersionThatWasRolledBack() {
        directory.save(List.of(unit("a", null)));
        var version = directory.tree().version();

        nodes.inVain(() -> {
            directory.save(List.of(unit("b", null)));
            assertThat(directory.tree().version()).isGreaterThan(version);
        });

        assertThat(directory.tree().version()).isEqualTo(version);
    }

    @Test
    void forgetsAMarkWithTheLastUnitOfItsAddress() {
        directory.save(List.of(unit("a", null, "a@x.example")));
        directory.markUnreachable("a@x.example", SINCE, "550");
        directory.remove(removal("a", null));

        directory.save(List.of(unit("b", null, "a@x.example")));

        assertThat(directory.tree().reachableAddresses("b")).containsExactly("a@x.example");
        assertThat(directory.tree().reaches("a@x.example")).isTrue();
    }

    @Test
    void showsOthersOnlyWhatIsCommittedAndLetsOneWriteAtATime() {
        directory.save(List.of(unit("a", null, "a@x.example")));

        nodes.transaction(() -> {
            directory.save(List.of(unit("b", null)));
            nodes.meanwhile(() -> assertThat(otherNode.tree().units()).hasSize(1));
            assertThat(nodes.waits(() -> otherNode.save(List.of(unit("c", null)))))
                    .isTrue();
            assertThat(nodes.waits(() -> otherNode.remove(removal("a", null)))).isTrue();
            assertThat(nodes.waits(() -> otherNode.markUnreachable("a@x.example", SINCE, "550")))
                    .isTrue();
        });

        assertThat(otherNode.tree().units()).hasSize(2);
    }

    @Test
    void savesUnitsByTheThousand() {
        var units = IntStream.range(0, 3_000)
                .mapToObj(i -> unit("u" + i, i == 0 ? null : "u" + i / 10, "u" + i + "@x.example"))
                .toList();

        directory.save(units);

        assertThat(otherNode.tree().units()).hasSize(3_000);
        assertThat(otherNode.tree().unit("u2999")).contains(units.get(2_999));
    }

    static Unit unit(String code, @Nullable String parent, String... emails) {
        return new Unit(
                code,
                parent,
                UnitKind.UNIT,
                "局",
                "Bureau",
                List.of(emails),
                Locale.ENGLISH,
                ZoneId.of("Asia/Shanghai"));
    }
}
