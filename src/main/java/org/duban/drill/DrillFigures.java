package org.duban.drill;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duban.calendar.NamedDay;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;

/**
 * What a drill comes to. Days are those of each recipient's own zone.
 *
 * @param days every day from the first to the last, days without mail too
 * @param weeks from Monday to Sunday, in their order
 * @param recipients the one with the most mails first
 * @param steps what each step of the policies costs, the one that is told most often first
 * @param mailsOnDaysOff how many come on a day off of their recipient
 * @param worst the day on which one recipient gets the most; empty if there is no mail
 */
record DrillFigures(
        List<Day> days,
        List<Week> weeks,
        List<Recipient> recipients,
        List<Step> steps,
        Optional<WorstDay> worst,
        int mailsOnDaysOff,
        int items,
        long bytes) {

    DrillFigures {
        days = List.copyOf(days);
        weeks = List.copyOf(weeks);
        recipients = List.copyOf(recipients);
        steps = List.copyOf(steps);
    }

    /**
     * A day of the drill.
     *
     * @param off whether it is no working day
     * @param named the holiday that it is, or is worked in exchange for
     * @param mails how many mails of which colour
     * @param recipients how many get any
     */
    record Day(LocalDate date, boolean off, Optional<NamedDay> named, Map<NoticeLevel, Integer> mails, int recipients) {
        int total() {
            return mails.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    record Week(LocalDate monday, int mails) {}

    /**
     * What one address gets.
     *
     * @param byWeek mails by the place of their week in {@link DrillFigures#weeks}
     */
    record Recipient(
            String unit,
            String address,
            int mails,
            int items,
            LocalDate busiestDay,
            int onBusiestDay,
            int daysWithMail,
            Map<NoticeKind, Integer> byKind,
            int[] byWeek) {}

    /**
     * What a step of a policy, or a direct consequence of an act, costs.
     *
     * @param label what it is called; policies may call steps of one name differently, which are counted apart
     */
    record Step(String name, String label, NoticeLevel level, int items, int mails, int recipients) {}

    /** One recipient's day with the most mails, and of those the one with the most items; what they were, in their order. */
    record WorstDay(LocalDate date, Recipient recipient, List<SentMail> mails) {
        int items() {
            return mails.stream().mapToInt(mail -> mail.items().size()).sum();
        }
    }

    static DrillFigures of(DrillResult played) {
        return new FigureCounter(played).figures();
    }

    /** The day with the most mails, the earliest of such days; empty if there is no mail. */
    Optional<Day> busiestDay() {
        return days.stream()
                .filter(day -> day.total() > 0)
                .reduce((one, other) -> other.total() > one.total() ? other : one);
    }

    int mails() {
        return recipients.stream().mapToInt(Recipient::mails).sum();
    }

    int workingDays() {
        return (int) days.stream().filter(day -> !day.off()).count();
    }

    int daysWithMail() {
        return (int) days.stream().filter(day -> day.total() > 0).count();
    }

    int mostInAWeek() {
        return weeks.stream().mapToInt(Week::mails).max().orElse(0);
    }
}
