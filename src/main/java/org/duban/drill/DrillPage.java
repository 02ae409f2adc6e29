package org.duban.drill;

import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.duban.drill.DrillFigures.Recipient;
import org.duban.policy.NoticeKind;
import org.duban.words.Words;

/**
 * What the HTML report shows.
 *
 * @param style its style sheet
 * @param script its program
 * @param data all mails, as JSON that may stand in a script element
 * @param csv the name of the file with all mails
 */
record DrillPage(
        DrillResult played,
        DrillFigures figures,
        Words words,
        DrillSummary summary,
        String style,
        String script,
        String data,
        String csv) {

    static final int FEW_RECIPIENTS = 25;
    private static final int MOST_IN_HEAT_MAP = 200;
    private static final int SHADES = 5;
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");

    MailChart days() {
        return MailChart.days(figures, words, 1080, 300);
    }

    MailChart weeks() {
        return MailChart.weeks(figures, words, 340, 220);
    }

    List<NoticeKind> kinds() {
        var kinds = new ArrayList<>(EnumSet.allOf(NoticeKind.class));
        kinds.removeIf(kind ->
                figures.recipients().stream().noneMatch(each -> each.byKind().containsKey(kind)));
        return kinds;
    }

    List<Recipient> heatMapRecipients() {
        return figures.recipients().stream().limit(MOST_IN_HEAT_MAP).toList();
    }

    int leftOutOfHeatMap() {
        return Math.max(0, figures.recipients().size() - MOST_IN_HEAT_MAP);
    }

    /** The most mails that one recipient gets in a week. */
    int mostInHeatMap() {
        return figures.recipients().stream()
                .flatMapToInt(recipient -> Arrays.stream(recipient.byWeek()))
                .max()
                .orElse(0);
    }

    /** Some weeks of the heat map that share a name. */
    record Column(String name, int weeks) {}

    /** The months; a month's first week is the one whose Monday lies in it. */
    List<Column> heatMapColumns() {
        var months = figures.weeks().stream()
                .collect(Collectors.groupingBy(
                        week -> YearMonth.from(week.monday()), LinkedHashMap::new, Collectors.counting()));
        return months.entrySet().stream()
                .map(month -> new Column(
                        month.getValue() < 2
                                ? ""
                                : words.date("month", month.getKey().atDay(1)),
                        month.getValue().intValue()))
                .toList();
    }

    String number(Recipient recipient, NoticeKind kind) {
        var number = recipient.byKind().get(kind);
        return number == null ? "" : words.number(number);
    }

    String hour(SentMail mail) {
        return HOUR.format(mail.local());
    }

    /** How often a step is told, in percent of the one told most. */
    String share(DrillFigures.Step step) {
        var most = figures.steps().get(0).items();
        return String.valueOf(Math.max(1, Math.round(100.0 * step.items() / most)));
    }

    /** How dark a number of mails in a week is, 0 for none. */
    int shade(int mails) {
        return mails == 0 ? 0 : (int) Math.ceil((double) SHADES * mails / Math.max(1, mostInHeatMap()));
    }
}
