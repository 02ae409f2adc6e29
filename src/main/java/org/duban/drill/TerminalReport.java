package org.duban.drill;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.duban.drill.DrillFigures.Recipient;
import org.duban.drill.DrillFigures.WorstDay;
import org.duban.policy.NoticeKind;
import org.duban.terminal.Columns;
import org.duban.words.Words;

/** Sets a drill for a terminal of about a hundred columns. */
final class TerminalReport {

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd");
    private static final int MOST_RECIPIENTS = 20;
    private static final int MOST_MAILS = 12;
    private static final int NAME = 32;
    private static final int BAR = 60;

    private final DrillResult played;
    private final DrillFigures figures;
    private final Words words;
    private final DrillSummary summary;
    private final String block;
    private final StringBuilder out = new StringBuilder();

    /** @param block the character that bars are made of */
    TerminalReport(DrillResult played, DrillFigures figures, Words words, String block) {
        this.played = played;
        this.figures = figures;
        this.words = words;
        this.summary = new DrillSummary(played, figures, words);
        this.block = block;
    }

    String text() {
        line(summary.title());
        line(summary.period() + " · " + summary.length());
        line(String.join(" · ", summary.setting()));
        summary.notes().forEach(this::line);
        line("");
        if (played.mails().isEmpty()) {
            line(words.say("none"));
            return out.toString();
        }
        var facts = summary.facts();
        var width = facts.stream()
                .mapToInt(fact -> Columns.width(fact.label()))
                .max()
                .orElse(0);
        facts.forEach(fact -> line("  " + Columns.left(fact.label(), width) + "  " + fact.value()));
        recipients();
        figures.worst().ifPresent(this::worst);
        weeks();
        steps();
        return out.toString();
    }

    private void recipients() {
        heading("recipients.heading");
        var kinds = new ArrayList<>(EnumSet.allOf(NoticeKind.class));
        kinds.removeIf(kind ->
                figures.recipients().stream().noneMatch(each -> each.byKind().containsKey(kind)));
        var rows = new ArrayList<List<String>>();
        var head = new ArrayList<>(
                Stream.of("recipients.recipient", "recipients.mails", "recipients.busiest", "short.days")
                        .map(words::say)
                        .toList());
        kinds.forEach(kind -> head.add(words.say("short." + kind)));
        rows.add(head);
        figures.recipients().stream().limit(MOST_RECIPIENTS).forEach(recipient -> rows.add(row(recipient, kinds)));
        table(rows);
        var more = figures.recipients().size() - MOST_RECIPIENTS;
        if (more > 0) {
            line("  " + words.say("recipients.more", words.number(more)));
        }
    }

    private List<String> row(Recipient recipient, List<NoticeKind> kinds) {
        var row = new ArrayList<String>();
        row.add(Columns.cut(summary.recipient(recipient), NAME));
        row.add(words.number(recipient.mails()));
        row.add(DAY.format(recipient.busiestDay()) + " " + Columns.right(words.number(recipient.onBusiestDay()), 3));
        row.add(words.number(recipient.daysWithMail()));
        kinds.forEach(kind -> {
            var number = recipient.byKind().get(kind);
            row.add(number == null ? "" : words.number(number));
        });
        return row;
    }

    private void worst(WorstDay worst) {
        heading("worst.heading");
        line("  " + summary.worstSentence(worst));
        worst.mails().stream()
                .limit(MOST_MAILS)
                .forEach(mail -> line("    " + HOUR.format(mail.local()) + "  " + words.say("level." + mail.level())
                        + "  " + mail.subject() + "  ("
                        + words.count("items", mail.items().size()) + ")"));
        if (worst.mails().size() > MOST_MAILS) {
            line("    " + words.say("wrong.more", words.number(worst.mails().size() - MOST_MAILS)));
        }
    }

    private void weeks() {
        heading("weeks.heading");
        var most = Math.max(1, figures.mostInAWeek());
        var width = figures.weeks().stream()
                .mapToInt(week -> Columns.width(words.date("short", week.monday())))
                .max()
                .orElse(0);
        for (var week : figures.weeks()) {
            var length = (int) Math.ceil((double) BAR * week.mails() / most);
            line("  " + Columns.right(words.date("short", week.monday()), width) + "  " + block.repeat(length)
                    + (length == 0 ? "" : " ") + words.number(week.mails()));
        }
    }

    private void steps() {
        heading("steps.heading");
        var rows = new ArrayList<List<String>>();
        rows.add(Stream.of("step", "items", "mails", "recipients", "level")
                .map(key -> words.say("steps." + key))
                .toList());
        figures.steps()
                .forEach(step -> rows.add(List.of(
                        step.label(),
                        words.number(step.items()),
                        words.number(step.mails()),
                        words.number(step.recipients()),
                        words.say("level." + step.level()))));
        table(rows);
    }

    /** The first column to the left, the others to the right. */
    private void table(List<List<String>> rows) {
        var widths = new int[rows.get(0).size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Columns.width(row.get(i)));
            }
        });
        for (var row : rows) {
            var text = new StringBuilder("  ").append(Columns.left(row.get(0), widths[0]));
            for (int i = 1; i < widths.length; i++) {
                text.append("  ").append(Columns.right(row.get(i), widths[i]));
            }
            line(text.toString());
        }
    }

    private void heading(String key) {
        line("");
        line(words.say(key));
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }
}
