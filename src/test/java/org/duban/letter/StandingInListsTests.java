package org.duban.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.letter.NoticeFixture.aLine;
import static org.duban.letter.NoticeFixture.aNotice;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.duban.answers.links.AnswerLinksFixture;
import org.duban.content.Notice;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.words.Languages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A letter of many tasks says of each how it stands, whatever the tasks are called, and mail readers cut none of it off. */
class StandingInListsTests {

    private static final String TITLE = "完成全县军人子女优待入学名册核对并公示，落实公交、景区、医疗等优待项目，建立拥军支前保障机制并形成长效机制，按期报送佐证材料";
    private static final String TITLE_EN =
            "Check and publish the list of children of servicemen who enter school, and report the evidence on time ";
    private static final List<String> IDS = List.of(
            "gz-2026-", "江孜县双拥模范城创建督办事项〔2026〕第", "江孜督办〔2026〕", "https://oa.gyangze.gov.example/tasks/2026/list-7/");

    private final Letters letters = new Letters(
            new LetterLinks(AnswerLinksFixture.at("https://duban.rikaze.gov.example:8443/supervision"), true),
            Languages.builtIn(),
            NoticeFixture.SENDER);

    @Test
    void saysOfEachTaskHowItStands() {
        var random = new Random(46);
        for (var round = 0; round < 150; round++) {
            var locale = random.nextBoolean() ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
            var number = random.nextBoolean() ? 40 + random.nextInt(11) : 11 + random.nextInt(40);
            var title = 10 + random.nextInt(300);
            var notice = notice(random, locale, number, IDS.get(random.nextInt(IDS.size())), title);

            assertSaid(notice, "round " + round + ": " + number + " tasks, titles of " + title + ", " + locale);
        }
    }

    /** With ordinary titles and numbers there is room for the calendar, too. */
    @ParameterizedTest
    @CsvSource({
        "zh, 46, 30, 0",
        "zh, 50, 60, 0",
        "zh, 42, 30, 1",
        "zh, 42, 60, 0",
        "zh, 50, 20, 2",
        "en, 50, 60, 0",
        "en, 50, 60, 1",
        "en, 50, 100, 0"
    })
    void leavesTheCalendarWhereItIs(String lang, int number, int title, int ids) {
        var notice = notice(new Random(7), Locale.forLanguageTag(lang), number, IDS.get(ids), title);

        assertSaid(notice, lang + " " + number);
        assertThat(letters.letter(notice).deadlines()).hasSize(number);
    }

    /** Of so many tasks as one notice tells of, whatever their ids look like; titles are cut for it. */
    @ParameterizedTest
    @CsvSource({"zh, 督", "en, 督", "zh, G", "en, G", "zh, 〔/ ", "en, 〔/ "})
    void leavesTheCalendarHoweverLongIdsAndTitlesAre(String lang, String piece) {
        for (var length : List.of(1, 5, 10, 15, 20, 25, 30, 35, 40, 50, 60, 80, 120)) {
            for (var title : List.of(20, 60, 100, 200)) {
                var id = piece.repeat(length);
                var number = Notice.fitting(Collections.nCopies(60, id + "00号"));
                var notice = notice(new Random(length), Locale.forLanguageTag(lang), number, id, title);
                var as = "%s, %d tasks, ids of %d, titles of %d".formatted(lang, number, id.length(), title);

                assertSaid(notice, as);
                assertThat(letters.letter(notice).deadlines()).as(as).hasSize(number);
            }
        }
    }

    /** Nobody is to wonder where it is. */
    @Test
    void saysSoWhereThereIsNoRoomForTheCalendar() {
        var notice = notice(new Random(1), Locale.SIMPLIFIED_CHINESE, 50, "督".repeat(60), 60);

        var letter = letters.letter(notice);

        assertThat(letter.deadlines()).isEmpty();
        assertThat(letter.text()).contains("因事项较多，本邮件未附日历");
        assertThat(letter.html()).contains("因事项较多，本邮件未附日历");
    }

    private void assertSaid(Notice notice, String as) {
        var letter = letters.letter(notice);

        assertThat(new MailWriter(NoticeFixture.SENDER)
                        .write(notice, letter, notice.address())
                        .bytes())
                .as(as)
                .hasSizeLessThan(100_000);
        var zh = notice.locale().getLanguage().equals("zh");
        for (var text : List.of(letter.text(), String.valueOf(letter.html()))) {
            assertThat(occurrences(text, "2026 年双拥模"))
                    .as(as)
                    .isEqualTo(notice.lines().size());
            assertThat(occurrences(text, "第三章第 12 条"))
                    .as(as)
                    .isEqualTo(notice.lines().size());
            assertThat(occurrences(text, zh ? "办理中 · 60%" : "In progress · 60%"))
                    .as(as)
                    .isEqualTo(notice.lines().size());
        }
    }

    private static int occurrences(String text, String words) {
        return text.split(Pattern.quote(words), -1).length - 1;
    }

    private static Notice notice(Random random, Locale locale, int number, String id, int title) {
        var words = (locale.equals(Locale.ENGLISH) ? TITLE_EN : TITLE).repeat(6);
        var lines = new ArrayList<NoticeFixture.Line>();
        for (var i = 1; i <= number; i++) {
            lines.add(aLine().task(id + i + "号")
                    .title(words.substring(0, title))
                    .kind(
                            random.nextBoolean() ? NoticeKind.REMINDER : NoticeKind.CHASER,
                            NoticeLevel.values()[random.nextInt(NoticeLevel.values().length)])
                    .step("overdue"));
        }
        return aNotice().in(locale).saying(lines);
    }
}
