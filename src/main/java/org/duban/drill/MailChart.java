package org.duban.drill;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.duban.drill.DrillFigures.Day;
import org.duban.policy.NoticeLevel;
import org.duban.words.Words;

/**
 * Where the bars, shades and words of a plot stand, in the units of its SVG.
 *
 * @param bars one for each colour of a day, from the bottom up; a day's blue one stands first
 * @param shades the days off
 * @param rungs the horizontal lines, from zero up
 * @param labels what stands below, from left to right
 */
record MailChart(
        int width,
        int height,
        List<Bar> bars,
        List<Box> shades,
        List<Rung> rungs,
        List<Label> labels,
        List<Mark> marks) {

    static final int LEFT = 40;
    static final int RIGHT = 12;
    static final int TOP = 34;
    static final int BOTTOM = 30;

    record Box(String x, String y, String width, String height) {}

    /** @param day the place of the day or week that it stands for */
    record Bar(Box box, String style, int day, String title) {}

    /** A horizontal line and its value. */
    record Rung(String x, String y, String text) {}

    /** @param last whether it ends where it stands, because it would not fit to the right */
    record Label(String x, String y, String text, boolean last) {}

    /** A mark above a bar; its words end at it if they would not fit on the right. */
    record Mark(String x, String y, String text, boolean before, String style) {}

    int floor() {
        return height - BOTTOM;
    }

    /** Mails per day with days off shaded; the busiest day and the worst one for one recipient are marked. */
    static MailChart days(DrillFigures figures, Words words, int width, int height) {
        return new Drawing(width, height, figures.days().size(), mostInADay(figures)).days(figures, words);
    }

    /** A week by its first and last day. */
    static String week(Words words, LocalDate monday) {
        return words.say("week", words.date("short", monday), words.date("short", monday.plusDays(6)));
    }

    /** Mails per week, for where days would be too narrow. */
    static MailChart weeks(DrillFigures figures, Words words, int width, int height) {
        return new Drawing(width, height, figures.weeks().size(), figures.mostInAWeek()).weeks(figures, words);
    }

    private static int mostInADay(DrillFigures figures) {
        return figures.busiestDay().map(Day::total).orElse(0);
    }

    private static final class Drawing {
        private final int width;
        private final int height;
        private final double step;
        private final int top;
        private final List<Bar> bars = new ArrayList<>();
        private final List<Box> shades = new ArrayList<>();
        private final List<Label> labels = new ArrayList<>();
        private final List<Mark> marks = new ArrayList<>();

        Drawing(int width, int height, int columns, int most) {
            this.width = width;
            this.height = height;
            this.step = (double) (width - LEFT - RIGHT) / Math.max(1, columns);
            this.top = rung(most) * (int) Math.ceil((double) Math.max(1, most) / rung(most));
        }

        MailChart days(DrillFigures figures, Words words) {
            var days = figures.days();
            for (int i = 0; i < days.size(); i++) {
                shade(days, i);
                day(days.get(i), i, words);
            }
            for (int i = 0; i < days.size(); i++) {
                label(days.get(i).date(), i, days.size(), words);
            }
            figures.busiestDay()
                    .ifPresent(day -> mark(
                            days.indexOf(day),
                            day.total(),
                            words.say("days.busiest", words.number(day.total())),
                            "busiest"));
            figures.worst()
                    .flatMap(worst -> days.stream()
                            .filter(day -> day.date().equals(worst.date()))
                            .findFirst())
                    .filter(day -> !Optional.of(day).equals(figures.busiestDay()))
                    .ifPresent(day -> mark(days.indexOf(day), day.total(), words.say("days.worst"), "worst"));
            return plot();
        }

        MailChart weeks(DrillFigures figures, Words words) {
            var weeks = figures.weeks();
            var known = 0;
            for (int i = 0; i < weeks.size(); i++) {
                var week = weeks.get(i);
                var title = words.say(
                        "week.title", MailChart.week(words, week.monday()), words.count("mails", week.mails()));
                bars.add(new Bar(box(i, 0, week.mails()), "all", i, title));
                var month = week.monday().getMonthValue();
                if (month != known && (labels.isEmpty() || i * step - lastLabel() > 46)) {
                    label(i, words.date("short", week.monday()));
                }
                known = month;
            }
            return plot();
        }

        private double lastLabel() {
            return Double.parseDouble(labels.get(labels.size() - 1).x()) - LEFT;
        }

        private MailChart plot() {
            return new MailChart(width, height, bars, shades, rungs(), labels, marks);
        }

        /** One box for days off in a row: boxes side by side would show their seams. */
        private void shade(List<Day> days, int i) {
            if (!days.get(i).off() || (i > 0 && days.get(i - 1).off())) {
                return;
            }
            var end = i;
            while (end < days.size() && days.get(end).off()) {
                end++;
            }
            shades.add(new Box(text(x(i)), text(TOP), text(step * (end - i)), text(height - BOTTOM - TOP)));
        }

        private void day(Day day, int i, Words words) {
            var title = title(day, words);
            var below = 0;
            for (var level : NoticeLevel.values()) {
                int mails = day.mails().getOrDefault(level, 0);
                if (mails > 0) {
                    bars.add(new Bar(box(i, below, mails), level.name(), i, title));
                    below += mails;
                }
            }
        }

        static String title(Day day, Words words) {
            var name = day.named()
                    .map(named -> words.name(named.nameZh(), named.nameEn()))
                    .orElse("");
            var date = words.date("day", day.date());
            if (day.off()) {
                date += " · " + (name.isEmpty() ? words.say("day.off") : name);
            } else if (!name.isEmpty()) {
                date += " · " + words.say("day.make-up", name);
            }
            return words.say(
                    "day.title", date, words.count("mails", day.total()), words.count("recipients", day.recipients()));
        }

        private void label(LocalDate date, int i, int days, Words words) {
            if (date.getDayOfMonth() == 1 && days > 75) {
                label(i, words.date("month", date));
            } else if (days <= 75 && date.getDayOfWeek() == DayOfWeek.MONDAY) {
                label(i, words.date("short", date));
            }
        }

        private void label(int i, String text) {
            labels.add(new Label(text(x(i)), text(height - 10), text, x(i) > width - 60));
        }

        private void mark(int i, int mails, String text, String style) {
            var x = x(i) + step / 2;
            marks.add(new Mark(text(x), text(y(mails)), text, x > width * 0.75, style));
        }

        private Box box(int i, int below, int mails) {
            var gap = Math.min(2, step * 0.2);
            return new Box(
                    text(x(i) + gap / 2), text(y(below + mails)), text(step - gap), text(y(below) - y(below + mails)));
        }

        private List<Rung> rungs() {
            var rungs = new ArrayList<Rung>();
            for (int value = 0; value <= top; value += rung(top)) {
                rungs.add(new Rung(text(LEFT - 6), text(y(value)), String.valueOf(value)));
            }
            return rungs;
        }

        private double x(int i) {
            return LEFT + i * step;
        }

        private double y(int value) {
            return height - BOTTOM - (double) value / top * (height - BOTTOM - TOP);
        }

        /** 1, 2 or 5 times a power of ten, so that there are four to eight lines. */
        private static int rung(int most) {
            var power = 1;
            while (true) {
                for (var factor : new int[] {1, 2, 5}) {
                    if (most / (double) (factor * power) <= 6) {
                        return factor * power;
                    }
                }
                power *= 10;
            }
        }

        private static String text(double number) {
            return String.format(Locale.ROOT, "%.1f", number).replaceFirst("\\.0$", "");
        }
    }
}
