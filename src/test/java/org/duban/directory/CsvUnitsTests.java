package org.duban.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duban.files.BadInput;
import org.duban.files.InputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvUnitsTests {

    private static final String HEADER = "code,parent,kind,name_zh,name_en,email,locale,zone\n";
    private static final String TOP = "top,,LEADING_GROUP,组,Group,g@x.example,zh-CN,Asia/Shanghai\n";

    @Test
    void readsTheUnitsOfAPrefecture() {
        var units = CsvUnits.read(InputFile.of("classpath:org/duban/directory/units.csv"), Set.of("cn"));
        var tree = new UnitTree(units, Set.of());

        assertThat(units).hasSize(100);
        assertThat(tree.unit("gamba-education"))
                .contains(new Unit(
                        "gamba-education",
                        "gamba-office",
                        UnitKind.UNIT,
                        "岗巴县教育局",
                        "Gamba County Education Bureau",
                        List.of("education@gamba.example"),
                        Locale.ENGLISH,
                        ZoneId.of("Asia/Shanghai")));
        assertThat(tree.officesAbove("gamba-education"))
                .extracting(Unit::code)
                .containsExactly("gamba-office", "municipal-office");
        assertThat(tree.leaderAbove("gamba-education")).map(Unit::code).contains("municipal-group");
    }

    @Test
    void findsColumnsByNameInAnyOrder() {
        var units = read("\uFEFFzone, locale,email,name_en,name_zh,kind,parent,code\r\n"
                + "Asia/Urumqi,en,\" a@x.example ; b@x.example;a@x.example \",,\"局, 一\",UNIT,,a\r\n"
                + ",,,,,,,\r\n\r\n");

        assertThat(units).singleElement().satisfies(unit -> {
            assertThat(unit.emails()).containsExactly("a@x.example", "b@x.example");
            assertThat(unit.nameZh()).isEqualTo("局, 一");
            assertThat(unit.nameEn()).isEqualTo("局, 一");
            assertThat(unit.parent()).isNull();
            assertThat(unit.zone()).isEqualTo(ZoneId.of("Asia/Urumqi"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"sep=;", "SEP=;", "\"sep=;\"", "sep=;;;;;;;;", "\uFEFFsep=;", "\r\nsep=;"})
    void readsWhatExcelIsTold(String first) {
        var rows = (HEADER + TOP).replace(',', ';').replace("\n", "\r\n");

        assertThat(read(first + "\r\n" + rows)).extracting(Unit::code).containsExactly("top");
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> read(first + "\r\n" + rows + "a b;;UNIT;局;B;;en;Asia/Shanghai\r\n"))
                .withMessageContaining("line " + (first.startsWith("\r") ? 5 : 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sep=,\n%s", "sep=\t\n%s", "%s\n,,,\n", "\u00A0\n%s", "%s\n\n\n"})
    void readsOtherHabitsOfSpreadsheets(String around) {
        var table = HEADER + TOP;
        var file = around.formatted(around.contains("\t") ? table.replace(',', '\t') : table);

        assertThat(read(file)).extracting(Unit::code).containsExactly("top");
        assertThat(read(file.replace("\n", "\r"))).extracting(Unit::code).containsExactly("top");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ,top,UNIT,局,B,,en,Asia/Shanghai           | code: the field is empty; write a lasting short name like gyangze-education
            a b,top,UNIT,局,B,,en,Asia/Shanghai        | code: "a b" is no code; write at most 64 letters a-z, digits and - _ . without spaces, like gyangze-education
            -a,top,UNIT,局,B,,en,Asia/Shanghai         | code: "-a" is no code; write at most 64 letters a-z, digits and - _ . without spaces, like gyangze-education
            top,top,UNIT,局,B,,en,Asia/Shanghai        | code: "top" stands in line 2 already; give one of them another code
            a,tpo,UNIT,局,B,,en,Asia/Shanghai          | parent: there is no unit "tpo"; did you mean "top"? write one of a, top
            a,a,UNIT,局,B,,en,Asia/Shanghai            | parent: the unit stands above itself: a → a; give one of them another parent
            a,top,BUREAU,局,B,,en,Asia/Shanghai        | kind: "BUREAU" is no kind of unit; write one of UNIT, LEADING_GROUP_OFFICE, LEADING_GROUP
            a,top,LEADING_GRUOP,局,B,,en,Asia/Shanghai | kind: "LEADING_GRUOP" is no kind of unit; did you mean "LEADING_GROUP"? write one of UNIT, LEADING_GROUP_OFFICE, LEADING_GROUP
            a,top,UNIT,,B,,en,Asia/Shanghai            | name_zh: the field is empty; write the unit's Chinese name
            a,top,UNIT,局,B,,zh_CN,Asia/Shanghai       | locale: "zh_CN" is no language; write one like zh-CN or en
            a,top,UNIT,局,B,,chinese,Asia/Shanghai     | locale: "chinese" is no language; write one like zh-CN or en
            a,top,UNIT,局,B,,,Asia/Shanghai            | locale: "" is no language; write one like zh-CN or en
            a,top,UNIT,局,B,,en,Asia/Lhasa             | zone: "Asia/Lhasa" is no time zone; write one like Asia/Shanghai
            a,top,UNIT,局,B,x@y.example;z,en,Asia/Shanghai | email: "z" has no @; separate several addresses by ;
            a,top,UNIT,局,B,x@y.example,en             | the row has 7 fields, the header 8; put a field with a comma into quotes, and a comma where a field is empty
            """)
    void saysWhatIsWrongWithARow(String row, String message) {
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> read(HEADER + TOP + row))
                .satisfies(e -> assertThat(e.getMessage().replace("line 3, ", "line 3: "))
                        .isEqualTo("units.csv, line 3: " + message));
    }

    @Test
    void listsTheMistakesOfAllRows() {
        var text = HEADER
                + "a,b,UNIT,局,A,,en,Asia/Shanghai\n"
                + "b,c,UNT,局,B,no mail,en,Asia\n"
                + "d,e,UNIT,局,D,,en,Asia/Shanghai\n"
                + "e,d,UNIT,局,E,,en,Asia/Shanghai\n"
                + "f,zz,UNIT,局,F,,en,Asia/Shanghai\n";

        assertThatExceptionOfType(BadInput.class).isThrownBy(() -> read(text)).withMessage("""
            units.csv, line 3, kind: "UNT" is no kind of unit; did you mean "UNIT"? write one of UNIT, LEADING_GROUP_OFFICE, LEADING_GROUP
            units.csv, line 3, zone: "Asia" is no time zone; write one like Asia/Shanghai
            units.csv, line 3, email: "no mail" has a space in it (U+0020); take it away; separate several addresses by ;
            units.csv, line 3, parent: there is no unit "c"; did you mean "a"? write one of a, b, d, e, f
            units.csv, line 4, parent: the unit stands above itself: d → e → d; give one of them another parent
            units.csv, line 6, parent: there is no unit "zz"; write one of a, b, d, e, f\
            """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ``                                                 | units.csv: the file is empty; begin it with a line like code,parent,kind,name_zh,name_en,email,locale,zone,calendar
        code,parent,kind,name_zh,name_en,email,locale,zone | units.csv: the file names no unit; write a row for each unit below the header
        code,parent,kind,name_zh,name_en,mail,locale,zone  | units.csv, line 1, mail: there is no column "mail"; did you mean "email"? write one of code, parent, kind, name_zh, name_en, email, locale, zone, calendar\\nunits.csv, line 1, email: the column is missing; add it to the first line
        code,code,parent,kind,name_zh,name_en,email,locale,zone | units.csv, line 1, code: the column is there twice; keep one of them
        """)
    void saysWhatIsWrongWithTheHeader(String header, String message) {
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> read(header + "\n"))
                .withMessage(message.replace("\\n", "\n"));
    }

    /** A row of which one field is wrong, and beside it each of those that only the whole file can judge. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ,%s,UNIT,局,B,,en,Asia/Shanghai,%s        | code: the field is empty
            a b,%s,UNIT,局,B,,en,Asia/Shanghai,%s     | code: "a b" is no code
            top,%s,UNIT,局,B,,en,Asia/Shanghai,%s     | code: "top" stands in line 2 already
            a,%s,UNT,局,B,,en,Asia/Shanghai,%s        | kind: "UNT" is no kind of unit
            a,%s,UNIT,,B,,en,Asia/Shanghai,%s         | name_zh: the field is empty
            a,%s,UNIT,局,B,,chinese,Asia/Shanghai,%s  | locale: "chinese" is no language
            a,%s,UNIT,局,B,,en,Lhasa,%s               | zone: "Lhasa" is no time zone
            a,%s,UNIT,局,B,z,en,Asia/Shanghai,%s      | email: "z" has no @
            """)
    void listsAllMistakesOfARowAtOnce(String row, String mistake) {
        var text = HEADER.strip() + ",calendar\n" + TOP.strip() + ",\n" + row.formatted("tpo", "gyantse");

        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> read(text))
                .satisfies(e -> assertThat(e.mistakes())
                        .allMatch(one -> one.line() == 3)
                        .extracting(one -> one.field() + ": " + one.problem())
                        .containsExactlyInAnyOrder(
                                mistake,
                                "parent: there is no unit \"tpo\"",
                                "calendar: there is no calendar \"gyantse\""));
    }

    @Test
    void blamesNobodyForTheMistakesOfItsParent() {
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> read(HEADER + TOP.replace("LEADING_GROUP", "GROUP") + "a,top,UNIT,局,B,,en,UTC\n"))
                .satisfies(e -> assertThat(e.mistakes())
                        .extracting(BadInput.Mistake::field)
                        .containsExactly("kind"));
    }

    @Test
    void readsTheCalendarOfThoseThatHaveTheirOwn() {
        var units = read(HEADER.strip() + ",calendar\na,,UNIT,局,A,,en,UTC,gyangze\nb,,UNIT,局,B,,en,UTC,\n");

        assertThat(units).extracting(Unit::calendar).containsExactly("gyangze", null);
    }

    @Test
    void refusesACalendarThatNobodyKnows() {
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> read(HEADER.strip() + ",calendar\na,,UNIT,局,A,,en,UTC,gyantse\n"))
                .withMessage("units.csv, line 2, calendar: there is no calendar \"gyantse\"; did you mean \"gyangze\"?"
                        + " write one of cn, gyangze, or leave it empty for the calendar of each policy");
    }

    @Test
    void readsWhatASpreadsheetMakesOfIt() {
        var units = read("code;parent;kind;name_zh;name_en;email;locale;zone;calendar;;\r\n"
                + "top;;LEADING_GROUP;　组　;Group;\"g@x.example;h@x.example\";zh-CN;Asia/Shanghai\r\n"
                + "a;top;UNIT;局;B;;en;Asia/Shanghai;;;\r\n");

        assertThat(units).extracting(Unit::code).containsExactly("top", "a");
        assertThat(units.get(0).nameZh()).isEqualTo("组");
        assertThat(units.get(0).emails()).containsExactly("g@x.example", "h@x.example");
    }

    @Test
    void refusesANameOfNothingButIdeographicSpaces() {
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> read(HEADER + "top,,LEADING_GROUP,　　,Group,,zh-CN,Asia/Shanghai\n"))
                .withMessage("units.csv, line 2, name_zh: the field is empty; write the unit's Chinese name");
    }

    @Test
    void refusesAColumnWithoutANameThatHasSomethingInIt() {
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> read(HEADER.strip() + ",\ntop,,LEADING_GROUP,组,G,,en,UTC,x\n"))
                .withMessageStartingWith("units.csv, line 2: the row has 9 fields, the header 8");
    }

    @Test
    void saysWhenQuotesDoNotMatch() {
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> read(HEADER + "\"a\"b,,UNIT,局,A,,en,Asia/Shanghai\n"))
                .withMessageStartingWith("units.csv: this is not CSV: ");
    }

    @Test
    void listsTheMistakesOfAVeryWrongFile() {
        var rows = IntStream.range(0, 10_000)
                .mapToObj(i -> "unit-" + i + ",parent-" + i + ",UNIT,局,B,,en,Asia/Shanghai\n")
                .collect(Collectors.joining());

        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> read(HEADER + rows))
                .satisfies(e -> assertThat(e.mistakes()).hasSize(10_000));
    }

    private static List<Unit> read(String text) {
        return CsvUnits.read(InputFile.ofText("units.csv", text), Set.of("cn", "gyangze"));
    }
}
