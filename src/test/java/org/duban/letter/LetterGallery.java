package org.duban.letter;

import static org.duban.letter.NoticeFixture.aLine;
import static org.duban.letter.NoticeFixture.aNotice;
import static org.duban.policy.NoticeKind.*;
import static org.duban.policy.NoticeLevel.*;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.duban.answers.links.AnswerLinksFixture;
import org.duban.content.ForwardedMail;
import org.duban.content.Notice;
import org.duban.content.NoticeLine.Name;
import org.duban.content.NoticeLine.Office;
import org.duban.content.Responsibility;
import org.duban.reasons.Reason;
import org.duban.words.Languages;

/** A letter of every kind there is, for tests and to be looked at. */
public final class LetterGallery {

    private static final List<String> TITLES = List.of(
            "完成军人子女优待入学名册核对并公示 / Check and publish the register of school places for children of service members",
            "修缮县烈士纪念设施并完成验收 / Repair the county's memorials and have the work accepted",
            "报送“八一”走访慰问工作台账 / Report the visits to service families before Army Day",
            "完成驻军营区道路硬化 / Surface the road to the garrison",
            "开展国防教育进校园活动 / Bring national defence education to the schools");

    private LetterGallery() {}

    /** Letters that are answered by links and replies, as those of a process with all its rooms open. */
    public static Letters letters() {
        var links = AnswerLinksFixture.at("https://duban.example");
        return new Letters(new LetterLinks(links, true), Languages.builtIn(), NoticeFixture.SENDER);
    }

    /** Letters as processes write them that have no pages to answer on. */
    public static Letters withoutAnswers() {
        return new Letters(LetterLinks.WITHOUT_ANSWERS, Languages.builtIn(), NoticeFixture.SENDER);
    }

    public static Letters withABrokenTemplate() {
        return new Letters(LetterLinks.WITHOUT_ANSWERS, Languages.builtIn(), NoticeFixture.SENDER, page -> {
            throw new IllegalStateException("template error");
        });
    }

    public static Map<String, Notice> notices(Locale locale) {
        var all = new LinkedHashMap<String, Notice>();
        lines(locale).forEach((name, line) -> all.put(name, notice(locale, name).saying(line)));
        var forUnit = lines(locale).values().stream()
                .filter(LetterGallery::forUnit)
                .limit(5)
                .toList();
        var forOffice =
                lines(locale).values().stream().filter(line -> !forUnit(line)).toList();
        all.put(
                "forwarded",
                notice(locale, "review")
                        .forwarding(
                                forwarded(locale),
                                lines(locale).get("review-extension"),
                                lines(locale).get("review"),
                                lines(locale).get("behind-escalated")));
        all.put("forwarded-unknown", notice(locale, "review").forwarding(unknown(locale)));
        all.put("few", notice(locale, "chaser").saying(forUnit));
        all.put("many", notice(locale, "escalation").saying(twice(forOffice, locale)));
        all.put("fifty", notice(locale, "chaser").saying(fifty(locale)));
        return all;
    }

    /** What somebody wrote whose mail was for the office to read. */
    static ForwardedMail forwarded(Locale locale) {
        var zh = locale.getLanguage().equals("zh");
        return new ForwardedMail(
                43,
                zh ? "扎西 <zhaxi@education.gyangze.example>" : "Tashi <tashi@education.gyangze.example>",
                zh ? "zhaxi@education.gyangze.example" : "tashi@education.gyangze.example",
                new Name("江孜县教育局", "Gyangzê County Education Bureau"),
                NoticeFixture.MONDAY_MORNING,
                zh ? "回复：【待复核】完成军人子女优待入学名册核对并公示" : "Re: To review: Check and publish the register",
                zh
                        ? "收到。第二项不属我局职责，请转县民政局办理。\n\n第一项名册已于11月20日公示，照片见附件；第三项因冬季停工，" + "请延期至12月31日。\n扎西"
                        : "Received. The second one is not ours, please give it to the civil affairs bureau.\n\n"
                                + "The register has been posted since 20 November (see the pictures); the road cannot be"
                                + " built in winter, please give us until 31 December.\nTashi",
                List.of(zh ? "公示照片.jpg" : "posting.jpg", zh ? "名册.xlsx" : "register.xlsx"),
                1,
                "https://duban.example/desk/inbox?show=all&before=44",
                new Reason("WORDS_BESIDE", List.of(zh ? "不属" : "not ours")));
    }

    /** A mail of which only that it came is known. */
    static ForwardedMail unknown(Locale locale) {
        var zh = locale.getLanguage().equals("zh");
        return new ForwardedMail(
                44,
                "<postmaster@mail.example>",
                null,
                null,
                NoticeFixture.MONDAY_MORNING,
                zh ? "系统退信" : "Mail returned",
                "",
                List.of(),
                0,
                "https://duban.example/desk/inbox?show=all&before=45",
                new Reason("UNUSUAL_BOUNCE", List.of()));
    }

    private static boolean forUnit(NoticeFixture.Line line) {
        return line.responsibility != Responsibility.NONE
                && Set.of(ASSIGNMENT, REMINDER, CHASER, DECISION).contains(line.kind);
    }

    /** The same once more about other tasks. */
    private static List<NoticeFixture.Line> twice(List<NoticeFixture.Line> lines, Locale locale) {
        var all = new ArrayList<>(lines);
        for (var line : lines(locale).values()) {
            if (!forUnit(line)) {
                all.add(line.title(title(all.size(), locale)).task("gz-2026-1%02d".formatted(all.size())));
            }
        }
        return all;
    }

    private static String title(int number, Locale locale) {
        return TITLES.get(number % TITLES.size())
                .split(" / ")[locale.getLanguage().equals("zh") ? 0 : 1];
    }

    static Map<String, NoticeFixture.Line> lines(Locale locale) {
        var zh = locale.getLanguage().equals("zh");
        var all = new LinkedHashMap<String, NoticeFixture.Line>();
        all.put(
                "escalation",
                line(zh).kind(ESCALATION, RED)
                        .step("overdue")
                        .due("2026-11-19", -2)
                        .alsoTelling(2, "江孜县教育局", "Gyangzê County Education Bureau", "日喀则市双拥办", "Shigatse Office"));
        all.put(
                "chaser",
                line(zh).kind(CHASER, RED)
                        .step("overdue")
                        .due("2026-11-20", -1)
                        .alsoTelling(1, "江孜县双拥办", "Gyangzê County Office"));
        all.put(
                "escalation-unreceived",
                line(zh).kind(ESCALATION, YELLOW)
                        .step("unreceived-office")
                        .status("ASSIGNED")
                        .due("2026-12-31", 28)
                        .alsoTelling(1, "江孜县教育局", "Gyangzê County Education Bureau"));
        all.put(
                "unreceived",
                line(zh).kind(CHASER, BLUE)
                        .step("unreceived")
                        .status("ASSIGNED")
                        .due("2026-12-31", 28));
        all.put("silent", line(zh).kind(CHASER, BLUE).step("silent").due("2026-12-31", 28));
        all.put("reminder", line(zh).kind(REMINDER, YELLOW).step("one-day").due("2026-11-24", 1));
        all.put(
                "assignment",
                line(zh).kind(ASSIGNMENT, BLUE)
                        .step("assigned")
                        .status("ASSIGNED")
                        .due("2026-12-31", 28)
                        .alsoTelling(
                                9,
                                "江孜县民政局",
                                "Gyangzê County Civil Affairs Bureau",
                                "江孜县退役军人事务局",
                                "Gyangzê County Veterans Affairs Bureau",
                                "江孜县财政局",
                                "Gyangzê County Finance Bureau"));
        all.put(
                "assisting",
                line(zh).kind(ASSIGNMENT, BLUE)
                        .step("assigned")
                        .status("ASSIGNED")
                        .due("2026-12-31", 28)
                        .ledBy("江孜县退役军人事务局", "Gyangzê County Veterans Affairs Bureau"));
        all.put(
                "review-extension",
                line(zh).kind(REVIEW, BLUE)
                        .step("extension-requested")
                        .due("2026-11-27", 4)
                        .requested("2026-12-11")
                        .reason(zh ? "部分乡镇名册尚在核对" : "Some townships are still checking their registers"));
        all.put(
                "review-undecided",
                line(zh).kind(REVIEW, YELLOW)
                        .step("undecided")
                        .due("2026-11-27", 4)
                        .requested("2026-12-11")
                        .reason(zh ? "部分乡镇名册尚在核对" : "Some townships are still checking their registers"));
        all.put(
                "behind",
                line(zh).kind(CHASER, YELLOW)
                        .step("behind")
                        .due("2026-12-31", 28)
                        .behind(20, 45));
        all.put(
                "behind-escalated",
                line(zh).kind(ESCALATION, YELLOW)
                        .step("behind-office")
                        .due("2026-12-31", 28)
                        .behind(20, 45));
        all.put(
                "review",
                line(zh).kind(REVIEW, BLUE)
                        .step("unreviewed")
                        .reportedComplete(
                                zh
                                        ? "名册已核对完毕，11月20日起在政务大厅公示。"
                                        : "Checked; posted in the service hall since 20 November.",
                                "https://oa.gyangze.example/photo/2026-11-20",
                                zh ? "纸质名册存办公室" : "paper register in the office")
                        .description(
                                zh
                                        ? "对全县军人子女2026年入学优待名册逐一核对，公示不少于7天，并将结果报县双拥办。"
                                        : "Check the register of school places for children of service members, post it for seven days, and report.")
                        .due("2026-11-27", 4));
        all.put(
                "granted",
                line(zh).kind(DECISION, BLUE)
                        .step("extension-granted")
                        .dueAt("2026-12-11T10:00:00Z", 14)
                        .movedFrom("2026-11-27"));
        all.put(
                "declined",
                line(zh).kind(DECISION, YELLOW).step("extension-declined").due("2026-11-24", 1));
        all.put(
                "returned",
                line(zh).kind(DECISION, YELLOW)
                        .step("returned")
                        .status("RETURNED")
                        .due("2026-11-27", 4)
                        .reason(zh ? "缺少公示照片，请补充后重新报结。" : "The photographs of the posting are missing."));
        all.put(
                "struck-off",
                line(zh).kind(CLOSURE, BLUE).step("closed").status("STRUCK_OFF").due("2026-11-19", -2));
        all.put(
                "withdrawn",
                line(zh).kind(CLOSURE, BLUE).step("closed").status("WITHDRAWN").due("2026-11-19", -2));
        all.put(
                "relayed",
                line(zh).kind(REMINDER, YELLOW)
                        .step("one-day")
                        .due("2026-11-23", 0)
                        .ledBy("江孜县民政局", "Gyangzê County Civil Affairs Bureau")
                        .forUnit("江孜县民政局", "Gyangzê County Civil Affairs Bureau")
                        .insteadOf(REMINDER));
        all.put(
                "stand-in",
                line(zh).kind(REMINDER, YELLOW)
                        .step("one-day")
                        .due("2026-11-24", 1)
                        .toldTo(zh ? "卓玛" : "Drolma", "education@gyangze.example"));
        changes(all, zh);
        all.put(
                "informed",
                line(zh).kind(REMINDER, BLUE)
                        .step("three-days")
                        .owedTo(Responsibility.NONE)
                        .due("2026-11-26", 3)
                        .alsoTelling(1, "江孜县教育局", "Gyangzê County Education Bureau")
                        .answeredBy(new Office("日喀则市双拥办", "Shigatse Office", "office@shigatse.example")));
        var number = 1;
        for (var line : all.values()) {
            line.title(title(number, locale)).task("gz-2026-%03d".formatted(number++));
            if (!forUnit(line)) {
                line.answeredBy(new Office("日喀则市双拥办", "Shigatse Office", "office@shigatse.example"));
            }
            if (!forUnit(line) && !line.step.equals("taken-off")) {
                line.toTheOfficeInCharge();
            }
            if (line.status.equals("ASSIGNED")) {
                line.percent = null;
            }
        }
        return all;
    }

    private static void changes(Map<String, NoticeFixture.Line> all, boolean zh) {
        all.put(
                "deadline-earlier",
                line(zh).kind(DECISION, YELLOW)
                        .step("deadline-earlier")
                        .due("2026-11-27", 4)
                        .movedFrom("2026-12-31"));
        all.put(
                "deadline-later",
                line(zh).kind(DECISION, BLUE)
                        .step("deadline-later")
                        .dueAt("2026-12-11T10:00:00Z", 14)
                        .movedFrom("2026-11-27T10:00:00Z"));
        all.put(
                "deadline-moved",
                line(zh).kind(DECISION, BLUE)
                        .step("deadline-moved")
                        .due("2026-11-27", 4)
                        .movedFrom("2026-12-31"));
        all.put(
                "reopened",
                line(zh).kind(DECISION, YELLOW)
                        .step("reopened")
                        .due("2026-12-31", 28)
                        .reason(zh ? "误销号：验收尚未完成" : "Struck off by mistake: the acceptance is still to come"));
        all.put(
                "instructed",
                line(zh).kind(DECISION, YELLOW)
                        .step("instructed")
                        .due("2026-12-31", 28)
                        .instruction(
                                zh
                                        ? "请教育局倒排工期，春季开学前必须完工。\n每周五报告进度，资金由财政局优先保障。"
                                        : "Work back from the day on which school begins: it must be done by then.\nReport each Friday.",
                                zh ? "市长" : "The mayor",
                                "2026-11-23"));
        all.put(
                "open-again",
                line(zh).kind(DECISION, BLUE)
                        .step("reopened")
                        .owedTo(Responsibility.NONE)
                        .due("2026-11-19", -2)
                        .reason(zh ? "误销号：验收尚未完成" : "Struck off by mistake: the acceptance is still to come"));
        all.put(
                "taken-off",
                line(zh).kind(CLOSURE, BLUE)
                        .step("taken-off")
                        .status("ASSIGNED")
                        .due("2026-12-31", 28)
                        .ledBy("江孜县退役军人事务局", "Gyangzê County Veterans Affairs Bureau")
                        .reason(zh ? "职责已划转至退役军人事务局" : "The matter has passed to Veterans Affairs"));
        all.put(
                "escalation-lifted",
                line(zh).kind(CLOSURE, BLUE)
                        .step("escalation-lifted")
                        .due("2026-12-11", 14)
                        .movedFrom("2026-11-19"));
    }

    private static NoticeFixture.Line line(boolean zh) {
        var line = aLine();
        if (!zh) {
            line.list = "2026 campaign list";
            line.clause = "Chapter 3, article 12";
        }
        return line;
    }

    private static List<NoticeFixture.Line> fifty(Locale locale) {
        var lines = new ArrayList<NoticeFixture.Line>();
        for (var i = 1; i <= 50; i++) {
            var zh = locale.getLanguage().equals("zh");
            lines.add(line(zh).title(TITLES.get(i % TITLES.size()).split(" / ")[zh ? 0 : 1])
                    .task("gz-2026-1%02d".formatted(i))
                    .kind(i <= 20 ? CHASER : REMINDER, i <= 20 ? RED : i <= 35 ? YELLOW : BLUE)
                    .due(i <= 20 ? "2026-11-19" : "2026-11-26", i <= 20 ? -2 : 3));
        }
        return lines;
    }

    private static NoticeFixture notice(Locale locale, String name) {
        var zh = locale.getLanguage().equals("zh");
        var notice = aNotice().in(locale).numbered(zh ? "江孜县双拥办督办单〔2026〕18号" : "GZ 2026/18");
        return name.matches(
                        "escalation.*|behind-escalated|informed|review.*|struck-off|withdrawn|relayed|deadline-moved|escalation-lifted|open-again")
                ? notice.of("江孜县双拥办", "Gyangzê County Office").to("office@gyangze.example")
                : notice;
    }
}
