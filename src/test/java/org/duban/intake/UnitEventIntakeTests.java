package org.duban.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.duban.TestDatabase;
import org.duban.audit.AuditTrail;
import org.duban.directory.Directory;
import org.duban.directory.NoTrail;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.events.RawRecord;
import org.duban.events.Refusal;
import org.duban.events.RefusalState;
import org.duban.task.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

final class UnitEventIntakeTests {

    private static final String OFFICE = """
        {"kind":"LEADING_GROUP_OFFICE","nameZh":"县办","nameEn":"County Office","emails":["office@example.org"]}\
        """;

    private IntakeHouse house;
    private Directory directory;
    private long nextOffset;

    @BeforeEach
    void open() {
        house = new IntakeHouse(
                TestDatabase.create("directory", "ledger", "intake", "api"),
                context -> context.register(RealDirectory.class));
        directory = house.context.getBean(Directory.class);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void savesAUnitWithWhatIsUsualWhereNothingIsSaid() {
        take(saved("bureau", """
            {"kind":"UNIT","nameZh":"教育局","emails":["a@example.org","\u3000","b@example.org"],"zone":"Asia/Urumqi","calendar":"cn"}\
            """));

        var unit = unit("bureau");
        assertThat(unit.kind()).isEqualTo(UnitKind.UNIT);
        assertThat(unit.parent()).isNull();
        assertThat(unit.nameEn()).isEqualTo("教育局");
        assertThat(unit.emails()).containsExactly("a@example.org", "b@example.org");
        assertThat(unit.locale().toLanguageTag()).isEqualTo("zh-CN");
        assertThat(unit.zone().getId()).isEqualTo("Asia/Urumqi");
        assertThat(unit.calendar()).isEqualTo("cn");
    }

    @Test
    void savesAChildThatComesBeforeItsParent() {
        take(saved("bureau", bureau("office")), saved("office", OFFICE));

        assertThat(directory.tree().officesAbove("bureau"))
                .extracting(Unit::code)
                .containsExactly("office");
        assertThat(refusals()).isEmpty();
    }

    @Test
    void savesAChildThatComesBeforeItsParentBesideOneThatIsRefused() {
        take(
                saved("bureau", bureau("office")),
                saved("wrong", bureau("offce")),
                saved("office", OFFICE.replace("县办", "老县办")),
                saved("office", OFFICE));

        assertThat(directory.tree().units()).extracting(Unit::code).containsExactlyInAnyOrder("bureau", "office");
        assertThat(unit("office").nameZh()).isEqualTo("县办");
        assertThat(refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.why().english())
                        .startsWith("data.parent: there is no unit \"offce\"; did you mean \"office\"?"));
        assertThat(count("applied")).isEqualTo(3);
        assertThat(count("refused")).isEqualTo(1);
    }

    @Test
    void keepsTheOrderOfSavesAndRemovals() {
        take(saved("office", OFFICE), event("removed", "office", "{}"), saved("office", OFFICE.replace("县办", "新办")));
        assertThat(unit("office").nameZh()).isEqualTo("新办");

        take(saved("office", OFFICE), event("removed", "office", "{}"), event("removed", "nobody", "{}"));
        assertThat(directory.tree().units()).isEmpty();
        assertThat(refusals()).isEmpty();
    }

    @Test
    void appliesAnEventOnceHoweverOftenItComes() {
        var first = saved("office", OFFICE.replace("县办", "老县办"));
        take(first, saved("office", OFFICE));
        directory.markUnreachable("office@example.org", IntakeHouse.NOW, "550 no such user");

        take(first, first);

        assertThat(unit("office").nameZh()).isEqualTo("县办");
        assertThat(directory.tree().reachableAddresses("office")).isEmpty();
        assertThat(count("duplicate")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"nameZh":"局"}                                       | data.kind: is missing; expected: what it is in the campaign, one of UNIT
            {"kind":"OFFICE","nameZh":"局"}                       | data.kind: "OFFICE" does not fit; expected: what it is in the campaign, one of UNIT
            {"kind":"UNIT","nameZh":" "}                          | data.nameZh: " " does not fit; expected: the Chinese name
            {"kind":"UNIT","nameZh":"局","emails":"a@b.org"}      | data.emails: "a@b.org" does not fit; expected: where mail reaches it
            {"kind":"UNIT","nameZh":"局","emails":["a@@b.org"]}   | data.emails: "a@@b.org" has more than one @
            {"kind":"UNIT","nameZh":"局","zone":"Asia/Lhasaa"}    | data.zone: "Asia/Lhasaa" is no time zone; write one like Asia/Shanghai
            {"kind":"UNIT","nameZh":"局","locale":"xx-YY"}        | data.locale: "xx-YY" is no language; write one like zh-CN or en
            {"kind":"UNIT","nameZh":"局","code":"other"}          | data.code: "other" differs from the subject "bureau"
            {"kind":"UNIT","nameZh":"局","calendar":"moon"}       | data.calendar: there is no calendar "moon"; write one of cn
            {"kind":"UNIT","nameZh":"局","parent":"nowhere"}      | data.parent: there is no unit "nowhere"; write one of
            {"kind":"UNIT","nameZh":"a\\nb"}                      | data.nameZh: the Chinese one holds a control character
            {"kind":"UNIT","nameZh":"局","nameEn":"a\\nb"}        | data.nameEn: the English one holds a control character
            {"kind":"UNIT","nameZh":"局","parent":"x","emails":["a@@b.org"]} | data.emails: "a@@b.org" has more than one @
            {"kind":"UNIT","nameZh":"局","parent":"bureau"}       | data.parent: the unit stands above itself
            """)
    void refusesWithFieldValueAndCure(String data, String reason) {
        take(saved("bureau", data), saved("office", OFFICE));

        assertThat(directory.tree().units()).extracting(Unit::code).containsExactly("office");
        assertThat(refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.why().english()).startsWith(reason));
    }

    @Test
    void refusesAnotherEventUnderAnIdThatIsUsedUp() {
        var first = json("saved", "office", OFFICE);
        take(record("office", first.getBytes(UTF_8)));
        var other = first.replace("县办", "州办");
        take(
                saved("bureau", bureau("office")),
                record("office", other.getBytes(UTF_8)),
                record("office", first.getBytes(UTF_8)));

        assertThat(count("duplicate")).isEqualTo(1);
        assertThat(unit("bureau").parent()).isEqualTo("office");
        assertThat(refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.why().english())
                        .contains("is used up by a duban.unit.saved of \"office\" that says something else"));
    }

    @Test
    void refusesWhatIsNoUnitEvent() {
        var bytes = new byte[] {1, (byte) 0xFF};
        take(
                record("bureau", bytes),
                event("renamed", "bureau", "{}"),
                record("other", json("saved", "bureau", OFFICE).getBytes(UTF_8)),
                event("removed", "two words", "{}"));

        assertThat(refusals().stream().map(refusal -> refusal.why().english()))
                .anyMatch(reason -> reason.startsWith("value: is not valid UTF-8"))
                .anyMatch(reason -> reason.endsWith("send one of duban.unit.removed, duban.unit.saved"))
                .anyMatch(reason -> reason.startsWith("key: \"other\" differs from the subject \"bureau\""))
                .anyMatch(reason -> reason.startsWith("subject: \"two words\" does not fit; expected: the unit code"))
                .hasSize(4);
        assertThat(house.quarantine.claimCopies(IntakeHouse.NOW, 10)).hasSize(4);
    }

    @Test
    void takesNoUnitAwayFromThoseBelowIt() {
        take(saved("office", OFFICE), saved("bureau", bureau("office")));

        take(event("removed", "office", "{}"));

        assertThat(directory.tree().unit("office")).isPresent();
        assertThat(refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.why().english())
                        .isEqualTo("data.mergedInto: 1 unit below it (bureau) hangs on it; name the"
                                + " unit that takes over as mergedInto, or first give those below it another"
                                + " parent"));
    }

    /** A culprit must not make each of the others a try of its own, one after the other, again and again. */
    @Test
    void findsOneThatDoesNotFitInAFewTries() {
        var chain = new ArrayList<RawRecord>();
        IntStream.range(0, 300).forEach(i -> chain.add(saved("u" + i, bureau("u" + (i + 1)))));
        chain.add(150, saved("wrong", bureau("nowhere")));
        chain.add(saved("u300", OFFICE));
        var before = saves();

        take(chain.toArray(RawRecord[]::new));

        assertThat(directory.tree().units()).hasSize(301);
        assertThat(refusals()).hasSize(1);
        assertThat(saves() - before).isLessThan(40);
    }

    @Test
    void takesAwayALongBranchBesideOneThatDoesNotFit() {
        var chain = new ArrayList<RawRecord>();
        IntStream.range(0, 100).forEach(i -> chain.add(saved("u" + i, bureau("u" + (i + 1)))));
        chain.add(saved("u100", OFFICE));
        take(chain.toArray(RawRecord[]::new));
        var gone = new ArrayList<RawRecord>();
        IntStream.rangeClosed(0, 100).forEach(i -> gone.add(event("removed", "u" + (100 - i), "{}")));
        gone.add(50, event("removed", "u7", "{\"mergedInto\":\"nowhere\"}"));
        gone.add(20, saved("u7", bureau("u8")));

        take(gone.toArray(RawRecord[]::new));

        assertThat(directory.tree().units()).isEmpty();
    }

    private long saves() {
        return house.jdbc
                .sql("select last_value from directory_version_number")
                .query(Long.class)
                .single();
    }

    @Test
    void takesAwayAWholeBranchInWhateverOrderItComes() {
        take(saved("office", OFFICE), saved("bureau", bureau("office")));

        take(event("removed", "office", "{}"), event("removed", "bureau", "{}"));

        assertThat(directory.tree().units()).isEmpty();
        assertThat(refusals()).isEmpty();
    }

    @Test
    void handsThoseBelowOverToASuccessorOfTheSameBatch() {
        take(saved("office", OFFICE), saved("bureau", bureau("office")));

        take(event("removed", "office", "{\"mergedInto\":\"new\"}"), saved("new", OFFICE));

        assertThat(unit("bureau").parent()).isEqualTo("new");
        assertThat(directory.tree().successor("office")).contains("new");
        assertThat(refusals()).isEmpty();
    }

    @Test
    void beginsAnewWithACodeThatIsTakenAgain() {
        take(saved("office", OFFICE), saved("new", OFFICE));
        take(event("removed", "office", "{\"mergedInto\":\"new\"}"));

        take(saved("office", OFFICE.replace("县办", "再设办")));

        assertThat(unit("office").nameZh()).isEqualTo("再设办");
        assertThat(directory.tree().successor("office")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        nowhere | there is no unit "nowhere"; write one of bureau, county, group, office
        offce   | there is no unit "offce"; did you mean "office"? write one of bureau, county, group, office
        office  | "office" is the unit itself; write the code of its successor
        county  | "county" stands below it; give "county" another parent first
        bureau  | "bureau" is a UNIT and cannot take the place of a LEADING_GROUP_OFFICE; name another LEADING_GROUP_OFFICE
        group   | "group" is a LEADING_GROUP and cannot take the place of a LEADING_GROUP_OFFICE; name another LEADING_GROUP_OFFICE
        """)
    void refusesASuccessorThatCannotBeOne(String successor, String reason) {
        take(
                saved("group", OFFICE.replace("_OFFICE", "")),
                saved("office", OFFICE.replace("{", "{\"parent\":\"group\",")),
                saved("county", OFFICE.replace("{", "{\"parent\":\"office\",")),
                saved("bureau", bureau("group")));

        take(event("removed", "office", "{\"mergedInto\":\"" + successor + "\"}"));

        assertThat(directory.tree().unit("office")).isPresent();
        assertThat(refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.why().english()).isEqualTo("data.mergedInto: " + reason));
    }

    @Test
    void replaysOnceTheParentIsThere() {
        take(saved("bureau", bureau("office")));
        var id = refusals().get(0).id();
        assertThat(house.refusals.replay(id).orElseThrow()).isInstanceOf(Verdict.Refused.class);

        take(saved("office", OFFICE));
        assertThat(house.refusals.replay(id)).contains(new Verdict.Elsewhere());
        assertThat(house.refusals.replay(id)).contains(new Verdict.Duplicate());

        assertThat(unit("bureau").parent()).isEqualTo("office");
        assertThat(house.refusals.refusal(id).orElseThrow().state()).isEqualTo(RefusalState.APPLIED);
    }

    private void take(RawRecord... records) {
        house.context.getBean(UnitEventIntake.class).take(Arrays.asList(records));
    }

    private RawRecord saved(String code, String data) {
        return event("saved", code, data);
    }

    private RawRecord event(String kind, String code, String data) {
        return record(code, json(kind, code, data).getBytes(UTF_8));
    }

    private RawRecord record(String key, byte[] value) {
        var time = IntakeHouse.NOW.toEpochMilli();
        return new RawRecord(IntakeHouse.UNIT_EVENTS, 0, nextOffset++, time, key.getBytes(UTF_8), value, List.of());
    }

    static String json(String kind, String code, String data) {
        return """
            {"specversion":"1.0","id":"%s","source":"/oa","type":"duban.unit.%s","time":"%s","subject":"%s","data":%s}\
            """.formatted(UUID.randomUUID(), kind, IntakeHouse.NOW, code, data);
    }

    private static String bureau(String parent) {
        return "{\"kind\":\"UNIT\",\"nameZh\":\"教育局\",\"parent\":\"" + parent + "\"}";
    }

    private Unit unit(String code) {
        return directory.tree().unit(code).orElseThrow();
    }

    private List<Refusal> refusals() {
        return house.refusals.find(RefusalState.OPEN, null, 10);
    }

    private double count(String outcome) {
        return house.meters
                .get("duban.unit.events")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    @ComponentScan(
            basePackages = "org.duban.directory",
            useDefaultFilters = false,
            includeFilters = @Filter(type = FilterType.REGEX, pattern = "org.duban.directory.DirectoryConfiguration"))
    @ConfigurationPropertiesScan("org.duban.directory")
    static class RealDirectory {
        @Bean
        AuditTrail audit() {
            return new NoTrail();
        }

        @Bean
        TransactionTemplate operations(PlatformTransactionManager transactions) {
            return new TransactionTemplate(transactions);
        }
    }
}
