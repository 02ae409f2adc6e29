package org.duban.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duban.drill.DrillFigures.WorstDay;
import org.duban.plan.Lamp;
import org.duban.words.Words;

/** What a drill comes to, in the few facts and figures that stand at the top of each report. */
final class DrillSummary {

    private final DrillResult played;
    private final DrillFigures figures;
    private final Words words;

    DrillSummary(DrillResult played, DrillFigures figures, Words words) {
        this.played = played;
        this.figures = figures;
        this.words = words;
    }

    record Fact(String label, String value) {}

    String title() {
        var settings = played.programme().settings();
        var lists = played.programme().tasks().stream()
                .flatMap(task -> Stream.ofNullable(task.list()))
                .distinct()
                .toList();
        var name = settings.demo() ? words.say("title.demo") : settings.tasks().name();
        return words.say("title", lists.size() == 1 ? lists.get(0) : name);
    }

    String period() {
        return words.say("period", words.date("day", played.firstDay()), words.date("day", played.lastDay()));
    }

    /** How long it was, and whether it went to the end. */
    String length() {
        return words.say("days.played", words.number(figures.days().size()), words.number(figures.workingDays()));
    }

    /** What must be known to read the figures right: whether it went to the end, and whose holidays are unknown. */
    List<String> notes() {
        var calendar = played.frame().calendar();
        var unknown = IntStream.rangeClosed(
                        played.firstDay().getYear(), played.lastDay().getYear())
                .filter(year -> !calendar.confirmed(year))
                .mapToObj(year -> words.say("unconfirmed", String.valueOf(year), calendar.name()));
        return Stream.concat(Stream.of(words.say(played.complete() ? "complete" : "cut")), unknown)
                .toList();
    }

    /** What was played. */
    List<String> setting() {
        var settings = played.programme().settings();
        var policies = new TreeSet<>(
                played.programme().tasks().stream().map(ListedTask::policy).toList());
        return List.of(
                words.count("facts.tasks", played.programme().tasks().size()),
                words.count("facts.units", played.units().units().size()),
                words.say(policies.size() == 1 ? "facts.policy" : "facts.policies", String.join(", ", policies)),
                words.say("facts.behaviour." + settings.behaviour(), String.valueOf(settings.seed())));
    }

    List<Fact> facts() {
        var facts = new ArrayList<Fact>();
        facts.add(fact("mails", words.number(figures.mails())));
        facts.add(fact("items", words.number(figures.items())));
        facts.add(fact("recipients", words.number(figures.recipients().size())));
        facts.add(fact("rate", words.say("total.rate.value", rate())));
        figures.busiestDay().ifPresent(day -> facts.add(fact("busiest", busiest(day))));
        figures.worst().ifPresent(day -> facts.add(fact("worst", worst(day))));
        facts.add(fact(
                "days-with-mail",
                words.say(
                        "total.days-with-mail.value",
                        words.number(figures.daysWithMail()),
                        words.number(figures.days().size()))));
        var off = figures.mailsOnDaysOff();
        facts.add(fact("days-off", off == 0 ? words.say("total.days-off.none") : words.count("mails", off)));
        facts.add(fact("size", size()));
        facts.add(fact("tasks", tasks()));
        return facts;
    }

    private String busiest(DrillFigures.Day day) {
        return words.say(
                "total.busiest.value",
                words.date("day", day.date()),
                words.count("mails", day.total()),
                words.count("recipients", day.recipients()));
    }

    private String worst(WorstDay worst) {
        return words.say(
                "total.worst.value",
                words.date("day", worst.date()),
                recipient(worst.recipient()),
                words.count("mails", worst.mails().size()),
                words.count("items", worst.items()));
    }

    String worstSentence(WorstDay worst) {
        return words.say(
                "worst.sentence",
                words.date("day", worst.date()),
                recipient(worst.recipient()),
                words.count("mails", worst.mails().size()),
                words.count("items", worst.items()));
    }

    /** The recipient's name; with its address where the name does not say which. */
    String recipient(DrillFigures.Recipient recipient) {
        var name = played.nameOf(recipient.unit());
        return played.severalAddresses(recipient.unit()) ? name + " <" + recipient.address() + ">" : name;
    }

    /** How many mails one recipient gets a week on average. */
    private String rate() {
        var weeks = figures.days().size() / 7.0;
        var recipients = Math.max(1, figures.recipients().size());
        return String.format(Locale.ROOT, "%.1f", figures.mails() / weeks / recipients);
    }

    private String size() {
        return String.format(Locale.ROOT, "%.1f MB", figures.bytes() / 1e6);
    }

    private String tasks() {
        var lamps = Stream.of(Lamp.DONE, Lamp.GREEN, Lamp.YELLOW, Lamp.RED, Lamp.GREY)
                .filter(lamp -> played.lamps().getOrDefault(lamp, 0L) > 0)
                .map(lamp -> words.say("lamp." + lamp) + " "
                        + words.number(played.lamps().getOrDefault(lamp, 0L)));
        var assigned =
                played.lamps().values().stream().mapToLong(Long::longValue).sum();
        var unassigned = played.programme().tasks().size() - assigned;
        return Stream.concat(
                        lamps,
                        unassigned > 0 ? Stream.of(words.say("unassigned", words.number(unassigned))) : Stream.of())
                .collect(Collectors.joining(words.say("separator")));
    }

    private Fact fact(String name, String value) {
        return new Fact(words.say("total." + name), value);
    }
}
