package org.duban.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.duban.simulation.TwoNodes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What all stand-ins do, wherever their rows are. */
abstract class StandInsContract {

    private Directory directory;
    private StandIns standIns;
    private TwoNodes nodes;

    abstract Directory directory();

    /** Those of this directory. */
    abstract StandIns standIns();

    abstract TwoNodes nodes();

    @BeforeEach
    void addUnits() {
        directory = directory();
        standIns = standIns();
        nodes = nodes();
        directory.save(
                List.of(unit("a", "Asia/Shanghai", "a@x.example", "a2@x.example"), unit("b", "UTC", "b@x.example")));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-11-30T15:59:59Z, a@x.example
            2026-11-30T16:00:00Z, d@x.example
            2026-12-10T15:59:59Z, d@x.example
            2026-12-10T16:00:00Z, a@x.example
            """)
    void countsFromTheFirstDayToTheLastInTheZoneOfItsUnit(String now, String told) {
        save("a", "leave", "a@x.example", "d@x.example", "2026-12-01", "2026-12-10");

        assertThat(addresses("a", now)).containsExactly(told, "a2@x.example");
    }

    @Test
    void saysForWhomTheDeputyReads() {
        save("a", "leave", "a@x.example", "d@x.example", "2026-12-01", "2026-12-10");

        assertThat(readers("a", "2026-12-02T00:00:00Z"))
                .containsExactly(
                        new UnitAddress("d@x.example", List.of("a@x.example"), "Drolma"),
                        new UnitAddress("a2@x.example", List.of(), null));
    }

    @Test
    void tellsADeputyOfTwoOrAContactWhoIsOneOnce() {
        save("a", "one", "a@x.example", "a2@x.example", "2026-12-01", "2026-12-10");
        assertThat(readers("a", "2026-12-02T00:00:00Z"))
                .containsExactly(new UnitAddress("a2@x.example", List.of("a@x.example"), "Drolma"));

        save("a", "one", "a@x.example", "d@x.example", "2026-12-01", "2026-12-10");
        save("a", "two", "a2@x.example", "d@x.example", "2026-12-01", "2026-12-10");
        assertThat(readers("a", "2026-12-02T00:00:00Z"))
                .containsExactly(new UnitAddress("d@x.example", List.of("a@x.example", "a2@x.example"), "Drolma"));
    }

    @Test
    void followsAChainToItsEndAsLongAsItLasts() {
        save("a", "leave", "a@x.example", "b@x.example", "2026-12-01", "2026-12-20");
        save("b", "ill", "b@x.example", "c@x.example", "2026-12-05", "2026-12-06");
        save("a", "more", "b@x.example", "d@x.example", "2026-12-10", "2026-12-10");

        assertThat(addresses("a", "2026-12-02T00:00:00Z")).startsWith("b@x.example");
        assertThat(addresses("a", "2026-12-05T12:00:00Z")).startsWith("c@x.example");
        assertThat(addresses("b", "2026-12-05T12:00:00Z")).containsExactly("c@x.example");
        assertThat(addresses("a", "2026-12-10T12:00:00Z")).startsWith("d@x.example");
    }

    @Test
    void refusesACircleWhereItComesInButNotOneThatNeverMeetsInTime() {
        save("a", "leave", "a@x.example", "b@x.example", "2026-12-01", "2026-12-05");
        save("b", "ill", "b@x.example", "a2@x.example", "2026-12-04", "2026-12-08");

        save("a", "later", "a2@x.example", "a@x.example", "2026-12-06", "2026-12-08");
        var refused = refused("a", "now", "a2@x.example", "a@x.example", "2026-12-05", "2026-12-05");

        assertThat(refused.why().field()).isEqualTo("deputy");
        assertThat(refused)
                .hasMessage(
                        "deputy: \"a@x.example\" is away at the same time, and the mails would come back: a2@x.example → "
                                + "a@x.example → b@x.example → a2@x.example (stand-in \"leave\" of unit \"a\", stand-in \"ill\" of "
                                + "unit \"b\"); name a deputy who is there");
    }

    @Test
    void leavesTheMailsWhereTheyWereIfNoMailReachesTheDeputy() {
        save("a", "leave", "a@x.example", "d@x.example", "2026-12-01", "2026-12-10");

        directory.markUnreachable("d@x.example", Instant.EPOCH, "550 no such user");
        assertThat(addresses("a", "2026-12-02T00:00:00Z")).startsWith("a@x.example");

        save("a", "leave", "a@x.example", "d@x.example", "2026-12-01", "2026-12-11");
        assertThat(addresses("a", "2026-12-02T00:00:00Z")).startsWith("d@x.example");
    }

    @Test
    void reachesADeputyForAContactThatMailDoesNotReach() {
        save("b", "gone", "b@x.example", "d@x.example", "2026-12-01", "2026-12-10");

        directory.markUnreachable("b@x.example", Instant.EPOCH, "550 no such user");

        assertThat(addresses("b", "2026-12-02T00:00:00Z")).containsExactly("d@x.example");
        assertThat(addresses("b", "2026-12-12T00:00:00Z")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a leave | a@x.example | d@x.example  | 2026-12-01 | 2026-12-10 | name    | "a leave" is no name
            new     | nobody      | d@x.example  | 2026-12-01 | 2026-12-10 | contact | "nobody" has no @
            new     | b@x.example | d@x.example  | 2026-12-01 | 2026-12-10 | contact | use one of a@x.example, a2@x.example
            new     | a@x.example | d@d@x.example| 2026-12-01 | 2026-12-10 | deputy  | write one address like
            new     | a@x.example | a@x.example  | 2026-12-01 | 2026-12-10 | deputy  | "a@x.example" is the one who is away
            new     | a@x.example | d@x.example  | 2026-12-01 | 2026-11-30 | to      | "2026-11-30" lies before from "2026-12-01"
            new     | a@x.example | d@x.example  | 0026-12-01 | 2026-12-10 | from    | write a date like 2026-12-31
            new     | a2@x.example| d@x.example  | 2026-12-05 | 2026-12-05 | from    | overlap stand-in "held" of unit "a"
            """)
    void saysWhatIsWrongAndSavesNothing(
            String name, String contact, String deputy, String from, String to, String field, String said) {
        save("a", "held", "a2@x.example", "d@x.example", "2026-12-05", "2026-12-07");

        var refused = refused("a", name, contact, deputy, from, to);

        assertThat(refused.why().field()).isEqualTo(field);
        assertThat(refused).hasMessageContaining(said);
        assertThat(standIns.of("a")).hasSize(1);
    }

    @Test
    void staysWhenItsUnitIsSavedAnewAndGoesWhenItIsTakenBack() {
        save("a", "leave", "a@X.Example", "d@x.example", "2026-12-01", "2026-12-10");
        directory.save(List.of(unit("a", "Asia/Shanghai", "a@x.example")));

        assertThat(addresses("a", "2026-12-02T00:00:00Z")).containsExactly("d@x.example");
        assertThat(standIns.remove("a", "leave")).isTrue();
        assertThat(standIns.remove("a", "leave")).isFalse();
        assertThat(addresses("a", "2026-12-02T00:00:00Z")).containsExactly("a@x.example");
    }

    @Test
    void listsThoseOfAUnitTheEarliestFirst() {
        save("a", "later", "a@x.example", "d@x.example", "2026-12-20", "2026-12-21");
        save("a", "b", "a@x.example", "d@x.example", "2026-12-01", "2026-12-02");
        save("a", "a", "a2@x.example", "d@x.example", "2026-12-01", "2026-12-02");
        save("b", "other", "b@x.example", "d@x.example", "2026-12-01", "2026-12-02");

        assertThat(standIns.of("a")).extracting(StandIn::name).containsExactly("a", "b", "later");
        assertThat(standIns.of("c")).isEmpty();
    }

    @Test
    void replacesTheOneOfThatName() {
        save("a", "leave", "a@x.example", "d@x.example", "2026-12-01", "2026-12-10");

        save("a", "leave", "a2@X.example", "e@x.example", "2026-12-02", "2026-12-11");

        var days = List.of(LocalDate.parse("2026-12-02"), LocalDate.parse("2026-12-11"));
        assertThat(standIns.of("a"))
                .containsExactly(
                        new StandIn("a", "leave", "a2@x.example", "e@x.example", "Drolma", days.get(0), days.get(1)));
    }

    @Test
    void movesNoPlanAndKeepsItsUnit() {
        var version = directory.tree().version();
        save("a", "leave", "a@x.example", "d@x.example", "2026-12-01", "2026-12-10");
        assertThat(directory.tree().version()).isEqualTo(version);

        var removal = new Removal("a", null, "event from /oa", "/oa#1", Instant.EPOCH);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> directory.remove(removal))
                .withMessageContaining("1 stand-in (leave) hangs on it");
        standIns.remove("a", "leave");
        directory.remove(removal);

        assertThat(directory.tree().unit("a")).isEmpty();
    }

    @Test
    void showsOthersOnlyWhatIsCommittedAndLetsOneWriteAtATime() {
        nodes.transaction(() -> {
            save("a", "leave", "a@x.example", "d@x.example", "2026-12-01", "2026-12-10");
            assertThat(addresses("a", "2026-12-02T00:00:00Z")).startsWith("d@x.example");
            nodes.meanwhile(() -> assertThat(standIns.of("a")).isEmpty());
            assertThat(nodes.waits(() -> save("b", "ill", "b@x.example", "d@x.example", "2026-12-01", "2026-12-02")))
                    .isTrue();
            assertThat(nodes.waits(() -> standIns.remove("a", "leave"))).isTrue();
        });
        nodes.inVain(() -> standIns.remove("a", "leave"));

        assertThat(standIns.of("a")).hasSize(1);
    }

    private List<UnitAddress> readers(String unit, String now) {
        return directory.tree().readers(unit, Instant.parse(now));
    }

    List<String> addresses(String unit, String now) {
        return readers(unit, now).stream().map(UnitAddress::address).toList();
    }

    void save(String unit, String name, String contact, String deputy, String from, String to) {
        standIns.save(new StandIn(unit, name, contact, deputy, "Drolma", LocalDate.parse(from), LocalDate.parse(to)));
    }

    private StandInRefused refused(String unit, String name, String contact, String deputy, String from, String to) {
        return catchThrowableOfType(StandInRefused.class, () -> save(unit, name, contact, deputy, from, to));
    }

    static Unit unit(String code, String zone, String... emails) {
        return new Unit(code, null, UnitKind.UNIT, "局", "Bureau", List.of(emails), Locale.ENGLISH, ZoneId.of(zone));
    }
}
