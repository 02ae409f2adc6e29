package org.duban.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.letter.NoticeFixture.aLine;
import static org.duban.letter.NoticeFixture.aNotice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.duban.answers.links.Answer;
import org.duban.answers.links.AnswerLinks;
import org.duban.answers.links.AnswerLinksFixture;
import org.duban.content.Notice;
import org.duban.content.NoticeLine;
import org.duban.content.Responsibility;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.words.Languages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No letter that asks is without a way to answer, whatever its tasks are called and however many they are. */
class AnswerableLettersTests {

    private static final List<NoticeKind> ASKING_UNITS =
            List.of(NoticeKind.ASSIGNMENT, NoticeKind.REMINDER, NoticeKind.CHASER);
    private static final List<NoticeKind> ASKING_OFFICES =
            List.of(NoticeKind.ESCALATION, NoticeKind.REVIEW, NoticeKind.REMINDER);

    private static final List<String> ID_PIECES = List.of("督办", "2026", "-", "江孜县委办公室", "〔〕", "/", "a", "&", "😀");
    private static final List<String> TITLE_PIECES =
            List.of("完成军人子女优待入学名册核对并公示", "Repair the county's memorials", "<b>&\"'", "，", " ", "😀");

    private final AnswerLinks links = AnswerLinksFixture.at("https://duban.rikaze.gov.example:8443/supervision");
    private final Letters letters =
            new Letters(new LetterLinks(links, true), Languages.builtIn(), NoticeFixture.SENDER);

    @Test
    void hasAWayToAnswerForEachTaskAndStaysShort() {
        var random = new Random(13);
        for (var round = 0; round < 200; round++) {
            var office = round % 2 == 1;
            var notice = notice(random, office);
            var letter = letters.letter(notice);

            var as = "round " + round + ", " + notice.lines().size() + " tasks" + (office ? " of an office" : "");
            assertThat(links.ofAll(notice)).as(as).isPresent();
            assertThat(new MailWriter(NoticeFixture.SENDER)
                            .write(notice, letter, notice.address())
                            .bytes())
                    .as(as)
                    .hasSizeLessThan(100_000);
            for (var text : List.of(letter.text(), String.valueOf(letter.html()))) {
                assertThat(answered(notice, text)).as(as).isTrue();
            }
        }
    }

    /** Ids as offices have them. Where the links of tasks have no room any more, that for all stays, and the calendar. */
    @ParameterizedTest
    @CsvSource({"zh, 1", "zh, 2", "zh, 10", "zh, 11", "zh, 30", "zh, 50", "en, 50"})
    void linksTasksWithChineseIds(String lang, int number) {
        var lines = new ArrayList<NoticeFixture.Line>();
        for (var i = 1; i <= number; i++) {
            lines.add(aLine().task("江孜县双拥模范城创建督办事项〔2026〕第" + i + "号")
                    .kind(NoticeKind.ASSIGNMENT, NoticeLevel.BLUE)
                    .step("assigned")
                    .status("ASSIGNED"));
        }
        var notice = aNotice().in(Locale.forLanguageTag(lang)).saying(lines);

        var letter = letters.letter(notice);

        assertThat(letter.deadlines()).hasSize(number);
        assertThat(letter.html().contains(links.ofAll(notice).orElseThrow().toString()))
                .isEqualTo(number > 1);
        for (var line : number == 50 ? List.<NoticeLine>of() : notice.lines()) {
            var sign = links.of(notice, line).get(0);
            assertThat(sign.answer()).isEqualTo(Answer.RECEIVED);
            assertThat(letter.text()).contains(sign.url().toString());
            assertThat(letter.html()).contains(sign.url().toString());
        }
    }

    /** After a deadline nobody can ask for a later one: a link to that would lead to a refusal. */
    @ParameterizedTest
    @CsvSource({"2026-11-23T01:29:00Z, 0, false", "2026-11-23T01:31:00Z, 0, true", "2026-11-20T10:00:00Z, -1, false"})
    void offersMoreTimeOnlyAsLongAsItCanBeAskedFor(String deadline, int daysLeft, boolean offered) {
        var notice = aNotice()
                .in(Locale.ENGLISH)
                .saying(aLine().dueAt(deadline, daysLeft).kind(NoticeKind.CHASER, NoticeLevel.RED));

        assertThat(notice.issuedAt()).isBetween("2026-11-23T01:29:01Z", "2026-11-23T01:30:59Z");
        assertThat(letters.letter(notice).text().contains("Ask for a later deadline"))
                .isEqualTo(offered);
    }

    /** By one link for all, or one for each task: to what is asked about it, and for an office in charge to all that it may do. */
    private boolean answered(Notice notice, String text) {
        return links.ofAll(notice).filter(all -> text.contains(all.toString())).isPresent()
                || notice.lines().stream()
                        .allMatch(line -> Stream.of(
                                        links.of(notice, line).stream().limit(1).map(AnswerLinks.Link::url),
                                        links.ofTask(notice, line).stream())
                                .flatMap(urls -> urls)
                                .allMatch(url -> text.contains(url.toString())));
    }

    /** To an office in charge of what others lead, or to the unit that leads. */
    private static Notice notice(Random random, boolean office) {
        var kinds = office ? ASKING_OFFICES : ASKING_UNITS;
        var lines = new ArrayList<NoticeFixture.Line>();
        var number = random.nextBoolean() ? 50 : 1 + random.nextInt(50);
        var longest = random.nextBoolean() ? 400 : 12;
        for (var i = 0; i < number; i++) {
            var line = aLine();
            if (office) {
                line.toTheOfficeInCharge().ledBy("江孜县民政局", "Civil Affairs").owedTo(Responsibility.NONE);
            }
            lines.add(line.task(text(random, ID_PIECES, longest) + i)
                    .title(text(random, TITLE_PIECES, longest))
                    .kind(
                            kinds.get(random.nextInt(kinds.size())),
                            NoticeLevel.values()[random.nextInt(NoticeLevel.values().length)])
                    .step(random.nextBoolean() ? "extension-requested" : "overdue")
                    .status(List.of("ASSIGNED", "IN_PROGRESS", "SUBMITTED", "RETURNED")
                            .get(random.nextInt(4)))
                    .reason(text(random, TITLE_PIECES, longest))
                    .requested("2026-12-11"));
        }
        return aNotice()
                .in(random.nextBoolean() ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE)
                .saying(lines);
    }

    private static String text(Random random, List<String> pieces, int most) {
        var text = new StringBuilder();
        for (var i = 0; i < 1 + random.nextInt(most); i++) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        return text.toString();
    }
}
