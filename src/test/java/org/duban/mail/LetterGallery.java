package org.duban.mail;

import static org.duban.mail.NoticeFixture.aLine;
import static org.duban.mail.NoticeFixture.aNotice;
import static org.duban.policy.NoticeKind.*;
import static org.duban.policy.NoticeLevel.*;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.duban.notice.Notice;

/** Writes a letter of every kind in both languages into a folder, to be looked at in a browser. Not a test. */
final class LetterGallery {

    public static void main(String[] args) throws IOException {
        var folder = Files.createDirectories(Path.of(args[0]));
        var letters = new Letters(URI.create("https://duban.shigatse.example"));
        for (var locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            for (var entry : notices(locale).entrySet()) {
                var letter = letters.letter(entry.getValue());
                var name = entry.getKey() + "-" + locale.getLanguage();
                Files.writeString(folder.resolve(name + ".html"), String.valueOf(letter.html()));
                Files.writeString(folder.resolve(name + ".txt"), letter.subject() + "\n\n" + letter.text());
            }
        }
    }

    static Map<String, Notice> notices(Locale locale) {
        var all = new LinkedHashMap<String, Notice>();
        lines(locale).forEach((name, line) -> all.put(name, notice(locale, name).saying(line)));
        all.put(
                "many",
                notice(locale, "escalation")
                        .saying(new ArrayList<>(lines(locale).values())));
        all.put("fifty", notice(locale, "chaser").saying(fifty(locale)));
        return all;
    }

    static Map<String, NoticeFixture.Line> lines(Locale locale) {
        var zh = locale.getLanguage().equals("zh");
        var all = new LinkedHashMap<String, NoticeFixture.Line>();
        all.put("escalation", line(zh).kind(ESCALATION, RED).step("overdue").due("2026-11-19", -2));
        all.put("chaser", line(zh).kind(CHASER, RED).step("overdue").due("2026-11-20", -1));
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
                        .due("2026-12-31", 28));
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
                        .status("SUBMITTED")
                        .due("2026-11-27", 4));
        all.put(
                "granted",
                line(zh).kind(DECISION, BLUE).step("extension-granted").dueAt("2026-12-11T10:00:00Z", 14));
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
                        .forUnit("江孜县民政局", "Gyangzê County Civil Affairs Bureau"));
        var number = 1;
        for (var line : all.values()) {
            line.task("gz-2026-%03d".formatted(number++));
        }
        return all;
    }

    private static NoticeFixture.Line line(boolean zh) {
        var line = aLine();
        if (!zh) {
            line.title("Check and publish the register of school places for children of service members");
            line.list = "2026 campaign list";
            line.clause = "Chapter 3, article 12";
        }
        return line;
    }

    private static List<NoticeFixture.Line> fifty(Locale locale) {
        var lines = new ArrayList<NoticeFixture.Line>();
        for (var i = 1; i <= 50; i++) {
            lines.add(line(locale.getLanguage().equals("zh"))
                    .task("gz-2026-1%02d".formatted(i))
                    .kind(i <= 20 ? CHASER : REMINDER, i <= 20 ? RED : i <= 35 ? YELLOW : BLUE)
                    .due(i <= 20 ? "2026-11-19" : "2026-11-26", i <= 20 ? -2 : 3));
        }
        return lines;
    }

    private static NoticeFixture notice(Locale locale, String name) {
        var notice = aNotice().in(locale);
        return name.matches("escalation|behind-escalated|review.*|struck-off|withdrawn|relayed")
                ? notice.of("江孜县双拥工作领导小组办公室", "Office of the Gyangzê County Leading Group")
                : notice;
    }
}
