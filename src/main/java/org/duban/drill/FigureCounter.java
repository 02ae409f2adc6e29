package org.duban.drill;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.duban.calendar.WorkCalendar;
import org.duban.drill.DrillFigures.Day;
import org.duban.drill.DrillFigures.Recipient;
import org.duban.drill.DrillFigures.Step;
import org.duban.drill.DrillFigures.Week;
import org.duban.drill.DrillFigures.WorstDay;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;

/** Mails on their way into figures. */
final class FigureCounter {

    private record Address(String unit, String address) {}

    private final DrillResult played;
    private final WorkCalendar calendar;
    private final LocalDate first;
    private final LocalDate firstMonday;
    private final int weekCount;
    private final TreeMap<LocalDate, List<SentMail>> byDay = new TreeMap<>();
    private final Map<Address, List<SentMail>> byAddress = new LinkedHashMap<>();

    FigureCounter(DrillResult played) {
        this.played = played;
        this.calendar = played.frame().calendar();
        for (var mail : played.mails()) {
            byDay.computeIfAbsent(mail.day(), any -> new ArrayList<>()).add(mail);
            byAddress
                    .computeIfAbsent(new Address(mail.recipient(), mail.address()), any -> new ArrayList<>())
                    .add(mail);
        }
        // In another zone it may be a day earlier or later.
        first = byDay.keySet().stream()
                .findFirst()
                .filter(day -> day.isBefore(played.firstDay()))
                .orElse(played.firstDay());
        firstMonday = first.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        weekCount = week(last()) + 1;
    }

    DrillFigures figures() {
        var days = first.datesUntil(last().plusDays(1)).map(this::day).toList();
        var recipients = byAddress.entrySet().stream()
                .map(entry -> recipient(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Recipient::mails)
                        .thenComparing(Recipient::items)
                        .reversed()
                        .thenComparing(Recipient::unit)
                        .thenComparing(Recipient::address))
                .toList();
        return new DrillFigures(
                days,
                weeks(days),
                recipients,
                steps(),
                worst(recipients),
                (int) played.mails().stream()
                        .filter(mail -> played.off(mail.recipient(), mail.day()))
                        .count(),
                played.mails().stream().mapToInt(mail -> mail.items().size()).sum(),
                played.mails().stream().mapToLong(SentMail::bytes).sum());
    }

    private LocalDate last() {
        var lastMail = byDay.isEmpty() ? first : byDay.lastKey();
        return lastMail.isAfter(played.lastDay()) ? lastMail : played.lastDay();
    }

    private int week(LocalDate day) {
        return (int) ChronoUnit.WEEKS.between(firstMonday, day);
    }

    private Day day(LocalDate date) {
        var mails = byDay.getOrDefault(date, List.of());
        var levels = new EnumMap<NoticeLevel, Integer>(NoticeLevel.class);
        mails.forEach(mail -> levels.merge(mail.level(), 1, Integer::sum));
        var recipients = mails.stream().map(SentMail::address).distinct().count();
        return new Day(date, !calendar.isWorkingDay(date), calendar.named(date), levels, (int) recipients);
    }

    private List<Week> weeks(List<Day> days) {
        var totals = new int[weekCount];
        days.forEach(day -> totals[week(day.date())] += day.total());
        var weeks = new ArrayList<Week>();
        for (int i = 0; i < weekCount; i++) {
            weeks.add(new Week(firstMonday.plusWeeks(i), totals[i]));
        }
        return weeks;
    }

    private Recipient recipient(Address address, List<SentMail> mails) {
        var onDay = new TreeMap<LocalDate, Integer>();
        var kinds = new EnumMap<NoticeKind, Integer>(NoticeKind.class);
        var weeks = new int[weekCount];
        for (var mail : mails) {
            onDay.merge(mail.day(), 1, Integer::sum);
            kinds.merge(mail.kind(), 1, Integer::sum);
            weeks[week(mail.day())]++;
        }
        var busiest = onDay.entrySet().stream()
                .reduce((one, other) -> other.getValue() > one.getValue() ? other : one)
                .orElseThrow();
        var items = mails.stream().mapToInt(mail -> mail.items().size()).sum();
        return new Recipient(
                address.unit(),
                address.address(),
                mails.size(),
                items,
                busiest.getKey(),
                busiest.getValue(),
                onDay.size(),
                kinds,
                weeks);
    }

    private Optional<WorstDay> worst(List<Recipient> recipients) {
        var known = new HashMap<Address, Recipient>();
        recipients.forEach(recipient -> known.put(new Address(recipient.unit(), recipient.address()), recipient));
        return byAddress.entrySet().stream()
                .flatMap(entry -> daysOf(Objects.requireNonNull(known.get(entry.getKey())), entry.getValue()).stream())
                .max(Comparator.comparing((WorstDay day) -> day.mails().size())
                        .thenComparing(WorstDay::items)
                        .thenComparing(WorstDay::date, Comparator.reverseOrder())
                        .thenComparing(day -> day.recipient().unit(), Comparator.reverseOrder()));
    }

    private static List<WorstDay> daysOf(Recipient recipient, List<SentMail> mails) {
        var days = new TreeMap<LocalDate, List<SentMail>>();
        mails.forEach(mail ->
                days.computeIfAbsent(mail.day(), any -> new ArrayList<>()).add(mail));
        return days.entrySet().stream()
                .map(day -> new WorstDay(day.getKey(), recipient, List.copyOf(day.getValue())))
                .toList();
    }

    private List<Step> steps() {
        var steps = new LinkedHashMap<CalledStep, StepCount>();
        for (var mail : played.mails()) {
            for (var item : mail.items()) {
                var step = steps.computeIfAbsent(called(item), any -> new StepCount(item.level()));
                step.items++;
                step.level = step.level.compareTo(item.level()) < 0 ? item.level() : step.level;
                step.recipients.add(mail.address());
            }
            mail.items().stream()
                    .map(this::called)
                    .distinct()
                    .forEach(step -> Objects.requireNonNull(steps.get(step)).mails++);
        }
        return steps.entrySet().stream()
                .map(step -> step.getValue().step(step.getKey()))
                .sorted(Comparator.comparing(Step::items).reversed().thenComparing(Step::name))
                .toList();
    }

    private record CalledStep(String name, String label) {}

    private CalledStep called(SentMail.Item item) {
        return new CalledStep(item.step(), played.labelOf(item));
    }

    private static final class StepCount {
        private NoticeLevel level;
        private int items;
        private int mails;
        private final Set<String> recipients = new HashSet<>();

        StepCount(NoticeLevel level) {
            this.level = level;
        }

        Step step(CalledStep step) {
            return new Step(step.name, step.label, level, items, mails, recipients.size());
        }
    }
}
