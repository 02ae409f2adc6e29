package org.duban.drill;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.agenda.LampCounts;
import org.duban.calendar.Calendars;
import org.duban.directory.Directory;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.plan.Lamp;
import org.duban.plan.StepNames;
import org.duban.policy.Policies;
import org.duban.policy.Policy;
import org.duban.rulebook.Rulebooks;
import org.duban.task.Act;
import org.duban.words.Languages;

/** Puts a programme on: sees its times from the start, plays it, and says how things stand in the end. */
final class DrillRunner {

    private static final Comparator<SentMail> AS_SENT = Comparator.comparing(SentMail::at)
            .thenComparing(SentMail::recipient)
            .thenComparing(SentMail::address)
            .thenComparing(SentMail::level, Comparator.reverseOrder())
            .thenComparing(SentMail::kind)
            .thenComparing(mail -> mail.items().get(0).task())
            .thenComparing(SentMail::subject);

    private final Directory directory;
    private final Policies policies;
    private final Calendars calendars;
    private final LampCounts lampCounts;
    private final Languages languages;
    private final SimulatedClock clock;
    private final Drill drill;

    DrillRunner(
            Directory directory,
            Rulebooks rulebooks,
            LampCounts lampCounts,
            Languages languages,
            SimulatedClock clock,
            Drill drill) {
        this.directory = directory;
        this.policies = rulebooks.current().policies();
        this.calendars = rulebooks.current().calendars();
        this.lampCounts = lampCounts;
        this.languages = languages;
        this.clock = clock;
        this.drill = drill;
    }

    /**
     * Plays; once for a database.
     *
     * @throws org.duban.files.BadInput if a row of a file names what there is not, or tells what cannot be
     */
    DrillResult play(DrillInput programme, Drill.Progress progress) {
        var settings = programme.settings();
        var units = directory.tree();
        var frame = frame(programme, units);
        var cues = new DrillEvents(units, policies, calendars, frame.start())
                .cues(programme.tasks(), programme.events(), acting(settings, units));
        clock.moveTo(frame.start());
        var mails = drill.play(cues, settings.end(frame), progress);
        var complete = drill.complete();
        var end = complete ? clock.instant() : settings.end(frame);
        return new DrillResult(
                programme,
                units,
                calendars,
                frame,
                end,
                complete,
                mails.stream().sorted(AS_SENT).toList(),
                new StepNames(languages.words(StepNames.BUNDLE, settings.lang()), settings.lang()),
                lamps(cues, end));
    }

    private DrillEvents.Acting acting(DrillProperties settings, UnitTree units) {
        return settings.behaviour() == Behaviour.TYPICAL
                ? new TypicalUnits(units, calendars, settings.seed())
                : (task, frame) -> List.of();
    }

    /** What the days of the whole drill are seen in: the zone that most units have, the calendar that most tasks follow. */
    private ListedTime.Frame frame(DrillInput programme, UnitTree units) {
        var zone = most(units.units().stream().map(Unit::zone)).orElse(ZoneOffset.UTC);
        var calendar = most(programme.tasks().stream()
                        .flatMap(task -> policies.policy(task.policy()).stream())
                        .map(Policy::calendar))
                .orElse(policies.all().iterator().next().calendar());
        var today = new ListedTime.Frame(programme.today(), zone, calendars.calendar(calendar));
        var start = programme
                .settings()
                .from()
                .orElse(new ListedTime.Day(programme.today().atZone(zone).toLocalDate()))
                .instant(today);
        return new ListedTime.Frame(start, zone, today.calendar());
    }

    private static <T> Optional<T> most(Stream<T> values) {
        return values
                .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    private Map<Lamp, Long> lamps(List<DrillEvent> cues, Instant end) {
        var lamps = new EnumMap<Lamp, Long>(Lamp.class);
        lamps.putAll(lampCounts.all(end));
        var open = lamps.values().stream().mapToLong(Long::longValue).sum();
        var assigned = cues.stream()
                .filter(cue ->
                        cue.event().act() instanceof Act.Assigned && !cue.at().isAfter(end))
                .count();
        lamps.put(Lamp.DONE, assigned - open);
        return lamps;
    }
}
