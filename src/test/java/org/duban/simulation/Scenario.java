package org.duban.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.task.Act;
import org.duban.task.Matter;
import org.duban.task.TaskEvent;
import org.duban.task.Urgency;
import org.jspecify.annotations.Nullable;

/** What the outside does in a year: tasks and their lives, as a seed has them. */
final class Scenario {

    static final Instant START = Instant.parse("2026-01-05T01:00:00Z");
    static final Instant END = Instant.parse("2026-12-30T08:00:00Z");

    /** No event comes after this; what was amiss is mended by then, and the rest of the year goes its quiet way. */
    static final Instant CALM = Instant.parse("2026-12-20T08:00:00Z");

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final String[] POLICIES = {"standard", "calendar-days", "exact"};
    private static final String[] PLAIN = {"education", "health", "roads", "finance", "culture", "water"};
    private static final String[] COUNTIES = {"gyangze", "sangri", "gar"};

    private final SplittableRandom random;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<String> leads = new ArrayList<>();
    private int duplicates;
    private int reordered;

    /** An event and when it comes in. */
    record Arrival(Instant at, TaskEvent event) {}

    Scenario(long seed, int tasks) {
        random = new SplittableRandom(seed);
        units().stream()
                .filter(unit -> unit.kind() == UnitKind.UNIT)
                .map(Unit::code)
                .forEach(leads::add);
        for (var number = 0; number < tasks; number++) {
            new Life("T-" + number, number).live();
        }
        arrivals.sort(Comparator.comparing(Arrival::at));
    }

    /** What has come in somewhere else, as it did there. */
    Scenario(List<Arrival> arrivals) {
        random = new SplittableRandom(0);
        this.arrivals.addAll(arrivals);
    }

    List<Arrival> arrivals() {
        return arrivals;
    }

    int duplicates() {
        return duplicates;
    }

    int reordered() {
        return reordered;
    }

    /** A prefecture of three counties, in three zones, one working by a calendar of its own, one without an address. */
    /** In one year of four some units want what is not urgent once a day. */
    static Map<String, LocalTime> digests(long seed) {
        return seed % 4 == 0
                ? units().stream()
                        .filter(unit -> unit.code().hashCode() % 3 == 0)
                        .collect(Collectors.toMap(Unit::code, unit -> LocalTime.of(10, 0)))
                : Map.of();
    }

    static List<Unit> units() {
        var units = new ArrayList<Unit>();
        units.add(unit("group", null, UnitKind.LEADING_GROUP, "Asia/Shanghai", null, 1));
        units.add(unit("city", "group", UnitKind.LEADING_GROUP_OFFICE, "Asia/Shanghai", null, 1));
        units.add(unit("city-audit", "city", UnitKind.UNIT, "Asia/Shanghai", null, 1));
        for (var county : COUNTIES) {
            var zone = county.equals("gar") ? "Asia/Urumqi" : "Asia/Shanghai";
            var calendar = county.equals("sangri") ? "county" : null;
            units.add(
                    unit(county, "city", UnitKind.LEADING_GROUP_OFFICE, zone, calendar, county.equals("gar") ? 2 : 1));
            for (var plain : PLAIN) {
                units.add(unit(
                        county + "-" + plain, county, UnitKind.UNIT, zone, calendar, plain.equals("roads") ? 2 : 1));
            }
        }
        units.add(unit("berlin-guests", "gar", UnitKind.UNIT, "Europe/Berlin", null, 1));
        units.add(unit("silent", "gyangze", UnitKind.UNIT, "Asia/Shanghai", null, 0));
        return units;
    }

    /** What stands in an event, as JSON: enough to know it again. */
    static String data(String event) {
        return "\"" + event + "\"";
    }

    static Unit unit(
            String code,
            @Nullable String parent,
            UnitKind kind,
            String zone,
            @Nullable String calendar,
            int addresses) {
        var emails = new ArrayList<String>();
        for (var i = 1; i <= addresses; i++) {
            emails.add(code + i + "@duban.example");
        }
        return new Unit(code, parent, kind, code, code, emails, Locale.ENGLISH, ZoneId.of(zone), calendar);
    }

    /** The life of one task, as the offices live it. */
    private final class Life {
        private final String id;
        private final List<TaskEvent> events = new ArrayList<>();
        private final boolean counted = random.nextInt(2) == 0;
        private final Instant assignedAt;
        private final String lead = leads.get(random.nextInt(leads.size()));
        private final List<String> assisting = new ArrayList<>();
        private LocalDate deadline;
        private Instant deadlineEnd;

        Life(String id, int number) {
            this.id = id;
            var span = Duration.between(START, CALM).toSeconds()
                    - Duration.ofDays(20).toSeconds();
            // Every fifth task comes with a campaign: many at once.
            assignedAt = number % 5 == 0
                    ? START.plus(Duration.ofDays(40L * (number / 5 % 8))).plusSeconds(5)
                    : START.plusSeconds(random.nextLong(span)).plusNanos(1_000L * random.nextInt(1_000_000));
            for (var i = random.nextInt(3); i > 0; i--) {
                assisting.add(leads.get(random.nextInt(leads.size())));
            }
            deadline = assignedAt.atZone(SHANGHAI).toLocalDate().plusDays(chance(0.05) ? -3 : random.nextInt(3, 70));
            deadlineEnd = deadline.atTime(18, 0).atZone(SHANGHAI).toInstant();
        }

        void live() {
            assign();
            receive();
            report();
            askForMoreTime();
            hold();
            help();
            amend();
            finish();
            giveUp();
            slips();
            meddle();
            instruct();
            arrive();
        }

        private void assign() {
            var policy = POLICIES[Math.min(2, random.nextInt(100) / 40)];
            var amounts = chance(0.1) && policy.equals("standard")
                    ? Map.of("three-days", random.nextInt(1, 6) + "wd")
                    : Map.<String, String>of();
            var text = policy.equals("exact") || chance(0.1) ? instantDeadline() : deadline.toString();
            at(
                    assignedAt,
                    new Act.Assigned(
                            new Matter("Task " + id, null, null, null, null, Urgency.values()[random.nextInt(3)], null),
                            lead,
                            assisting,
                            text,
                            policy,
                            amounts,
                            null));
        }

        private String instantDeadline() {
            deadlineEnd =
                    deadline.atTime(random.nextInt(8, 20), 30).atZone(SHANGHAI).toInstant();
            return deadlineEnd.toString();
        }

        private void receive() {
            if (chance(0.8)) {
                at(later(assignedAt, 3), new Act.Received(chance(0.5) ? lead : null, null));
            }
            assisting.stream()
                    .filter(unit -> chance(0.6))
                    .forEach(unit -> at(later(assignedAt, 6), new Act.Received(unit, null)));
        }

        private void report() {
            var percent = 0;
            for (var i = random.nextInt(4); i > 0; i--) {
                percent = Math.min(100, percent + random.nextInt(40));
                at(later(assignedAt, 40), new Act.Progressed(percent, null, null));
            }
        }

        private void askForMoreTime() {
            if (!chance(0.25)) {
                return;
            }
            var asked = between(assignedAt, deadlineEnd);
            var later = deadline.plusDays(random.nextInt(2, 30)).toString();
            at(asked, new Act.ExtensionRequested(later, "snow"));
            if (chance(0.6)) {
                at(later(asked, 8), new Act.ExtensionGranted(later, null));
            } else if (chance(0.7)) {
                at(later(asked, 8), new Act.ExtensionDeclined("no"));
            }
        }

        private void hold() {
            if (!chance(0.15)) {
                return;
            }
            var held = later(assignedAt, 40);
            at(held, new Act.Held("flood", chance(0.5) ? later(held, 30) : null));
            if (chance(0.3)) {
                at(later(held, 10), new Act.Held("flood again", chance(0.5) ? later(held, 40) : null));
            }
            if (chance(0.8)) {
                at(later(held, 30), new Act.Resumed(null));
            }
        }

        private void amend() {
            if (chance(0.15)) {
                amended(leads.get(random.nextInt(leads.size())), null, null, null);
            }
            if (chance(0.08)) {
                amended(null, deadline.plusDays(random.nextInt(-10, 30)).toString(), null, null);
            }
            if (chance(0.06)) {
                amended(null, null, List.of(leads.get(random.nextInt(leads.size()))), null);
            }
            if (chance(0.04)) {
                amended(null, null, null, POLICIES[random.nextInt(3)]);
            }
            if (chance(0.08)) {
                backAndForth();
            }
            if (chance(0.06)) {
                afterTheDeadline();
            }
        }

        /** A task is handed over and back, or its date is moved and moved back, within seconds or within days. */
        private void backAndForth() {
            var first = later(assignedAt, 50);
            var second = chance(0.5) ? first.plusMillis(random.nextLong(1, 3_000)) : later(first, 5);
            if (chance(0.5)) {
                amendedAt(first, leads.get(random.nextInt(leads.size())), null, null);
                amendedAt(second, lead, null, chance(0.5) ? assisting : null);
            } else {
                amendedAt(
                        first, null, deadline.plusDays(random.nextInt(-10, 30)).toString(), null);
                amendedAt(second, null, deadline.toString(), null);
            }
        }

        /** A later date, when those above have heard that the task is overdue; or an earlier one, at which it is. */
        private void afterTheDeadline() {
            var overdue = deadlineEnd.plus(Duration.ofHours(random.nextInt(24, 240)));
            if (chance(0.7)) {
                var now = overdue.atZone(SHANGHAI).toLocalDate();
                amendedAt(overdue, null, now.plusDays(random.nextInt(-3, 20)).toString(), null);
            } else {
                amendedAt(
                        between(assignedAt, deadlineEnd),
                        null,
                        deadline.minusDays(60).toString(),
                        null);
            }
        }

        private void amendedAt(
                Instant when, @Nullable String unit, @Nullable String date, @Nullable List<String> helpers) {
            at(when, new Act.Amended(Matter.Rewording.NONE, unit, helpers, date, null, null, null));
        }

        private void amended(
                @Nullable String unit, @Nullable String date, @Nullable List<String> helpers, @Nullable String policy) {
            var amounts = policy == null ? null : Map.<String, String>of();
            at(
                    later(assignedAt, 50),
                    new Act.Amended(Matter.Rewording.NONE, unit, helpers, date, policy, amounts, null));
        }

        private void finish() {
            if (chance(0.06)) {
                var withdrawn = later(assignedAt, 60);
                at(withdrawn, new Act.Withdrawn("not needed"));
                byMistake(withdrawn);
            }
            if (!chance(0.85)) {
                return;
            }
            var done = deadlineEnd.plus(Duration.ofHours(random.nextInt(-240, 300)));
            var submitted = done.isAfter(assignedAt) ? done : later(assignedAt, 20);
            at(submitted, new Act.Submitted(null, null, List.of()));
            if (chance(0.25)) {
                var returned = later(submitted, 5);
                at(
                        returned,
                        new Act.Returned(
                                "not yet", chance(0.5) ? deadline.plusDays(20).toString() : null));
                submitted = later(returned, 20);
                at(submitted, new Act.Submitted(null, null, List.of()));
            }
            if (chance(0.9)) {
                var struckOff = chance(0.4) ? justThen() : later(submitted, 10);
                at(struckOff, new Act.StruckOff(null, null));
                byMistake(struckOff);
            }
        }

        /** It is noticed before the mail goes, or days later; and some of it was no mistake after all. */
        private void byMistake(Instant closed) {
            if (!chance(0.2)) {
                return;
            }
            var reopened = chance(0.4) ? closed.plusMillis(random.nextLong(1, 20_000)) : later(closed, 30);
            at(reopened, new Act.Reopened("by mistake", chance(0.3) ? "city" : null));
            if (chance(0.5)) {
                at(later(reopened, 20), new Act.Progressed(random.nextInt(101), null, null));
            }
            if (chance(0.5)) {
                var again = chance(0.4) ? reopened.plusMillis(random.nextLong(1, 20_000)) : later(reopened, 30);
                at(again, new Act.StruckOff(null, null));
                byMistake(again);
            }
        }

        /** In the very seconds in which something falls due about the task: between planning and sending. */
        private Instant justThen() {
            var day = deadline.plusDays(random.nextInt(-3, 6));
            var hour = random.nextInt(3) == 0 ? day.atTime(10, 15) : day.atTime(9, 30);
            return hour.atZone(SHANGHAI).toInstant().plusMillis(random.nextLong(0, chance(0.5) ? 8_000 : 180_000));
        }

        /** Few matters are never brought to an end. */
        private void giveUp() {
            if (chance(0.95)) {
                at(deadlineEnd.plus(Duration.ofDays(random.nextInt(20, 50))), new Act.Withdrawn("over"));
            }
        }

        /** Helpers report their own parts. */
        private void help() {
            for (var unit : assisting) {
                if (chance(0.4)) {
                    at(later(assignedAt, 30), new Act.Progressed(random.nextInt(101), "our part", unit));
                }
                if (chance(0.3)) {
                    at(later(assignedAt, 40), new Act.Submitted(unit, "our part is done", List.of()));
                }
            }
        }

        /** Units act on what is another's, offices decide what cannot be. */
        private void meddle() {
            if (chance(0.5)) {
                at(later(assignedAt, 60), byAnybody(leads.get(random.nextInt(leads.size()))));
            }
            if (chance(0.3)) {
                at(later(assignedAt, 60), byAnybody(COUNTIES[random.nextInt(COUNTIES.length)]));
            }
            var when = later(assignedAt, 60);
            if (chance(0.2)) {
                at(
                        when,
                        new Act.ExtensionGranted(
                                deadline.minusYears(1).plusDays(15).toString(), "a slip of the year"));
            }
            if (chance(0.2)) {
                // It may also be over by the time at which it is learned of.
                at(when, new Act.Held("over already", when.minusSeconds(random.nextInt(-200_000, 800_000))));
            }
            if (chance(0.05)) {
                at(
                        when,
                        new Act.ExtensionGranted(
                                deadline.plusDays(random.nextInt(-20, 40)).toString(), null, "city"));
            }
        }

        private Act byAnybody(String unit) {
            var later = deadline.plusDays(random.nextInt(-10, 40)).toString();
            return switch (random.nextInt(11)) {
                case 0 -> new Act.Received(unit, null);
                case 1 -> new Act.Progressed(random.nextInt(101), null, unit);
                case 2 -> new Act.Submitted(unit, null, List.of());
                case 3 -> new Act.ExtensionRequested(later, "theirs", unit);
                case 4 -> new Act.ExtensionGranted(later, null, unit);
                case 5 -> new Act.ExtensionDeclined("theirs", unit);
                case 6 -> new Act.Held("theirs", null, unit);
                case 7 -> new Act.Returned("theirs", null, unit);
                case 8 -> new Act.StruckOff(unit, null);
                case 9 -> new Act.Reopened("theirs", unit);
                default ->
                    new Act.Amended(
                            Matter.Rewording.NONE,
                            leads.get(random.nextInt(leads.size())),
                            null,
                            null,
                            null,
                            null,
                            unit);
            };
        }

        /** Leaders write on few tasks, and on some of those twice within seconds. */
        private void instruct() {
            if (!chance(0.2)) {
                return;
            }
            var first = later(assignedAt, 60);
            at(first, new Act.Instructed("see to it", chance(0.5) ? "the mayor" : null, chance(0.3) ? "city" : null));
            if (chance(0.4)) {
                var second = chance(0.5) ? first.plusMillis(random.nextLong(1, 3_000)) : later(first, 20);
                at(second, new Act.Instructed("at once", null, null));
            }
        }

        /** What should not come, and does. */
        private void slips() {
            if (chance(0.1)) {
                at(later(assignedAt, 90), chance(0.5) ? new Act.Resumed(null) : new Act.Returned("why", null));
            }
        }

        private void at(Instant instant, Act act) {
            if (instant.isBefore(CALM)) {
                var number = events.size();
                events.add(new TaskEvent(
                        "/office",
                        id + "/" + number,
                        "duban.task.any",
                        id,
                        instant,
                        null,
                        act,
                        data(id + "/" + number)));
            }
        }

        private void arrive() {
            events.sort(Comparator.comparing(TaskEvent::time));
            var lastAt = Instant.EPOCH;
            for (var i = 0; i < events.size(); i++) {
                var event = numbered(events.get(i), i);
                var at = event.time().plus(delay());
                if (at.isBefore(lastAt)) {
                    reordered++;
                }
                lastAt = at;
                arrivals.add(new Arrival(at, event));
                if (chance(0.05)) {
                    duplicates++;
                    arrivals.add(new Arrival(at.plus(delay()), event));
                }
            }
        }

        private TaskEvent numbered(TaskEvent event, long sequence) {
            return new TaskEvent(
                    event.source(),
                    event.id(),
                    event.type(),
                    event.taskId(),
                    event.time(),
                    counted ? sequence : null,
                    event.act(),
                    event.data());
        }
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Some time within so many days, rather sooner than later. */
    private Instant later(Instant from, int days) {
        var part = random.nextDouble();
        return from.plusMillis(1 + (long) (part * part * Duration.ofDays(days).toMillis()))
                .truncatedTo(ChronoUnit.MILLIS);
    }

    private Instant between(Instant from, Instant to) {
        var span = Duration.between(from, to).toMillis();
        return span <= 1 ? from.plusMillis(1) : from.plusMillis(random.nextLong(1, span));
    }

    private Duration delay() {
        var kind = random.nextInt(100);
        var most =
                kind < 40 ? 1_000L : kind < 80 ? 5_000L : kind < 95 ? 600_000L : kind < 99 ? 14_400_000L : 259_200_000L;
        return Duration.ofMillis(random.nextLong(1, most));
    }
}
