package org.duban.drill;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.duban.calendar.Calendars;
import org.duban.calendar.WorkCalendar;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.task.Act;
import org.duban.task.Deadline;
import org.duban.words.Words;

/**
 * What units and offices usually do with a task, drawn by chance. A task's course depends on the seed, its id and its dates
 * alone: other tasks on the list and another policy leave it as it is, so that policies can be compared. The shares are a
 * guess that an office should compare with its own ledger; they are told in the report.
 */
final class TypicalUnits implements DrillEvents.Acting {

    /** Of a hundred units, and of a hundred reviews, so many act after one, two and three working days. */
    static final List<Integer> WITHIN = List.of(60, 25, 15);
    /** Of a hundred lead units so many report their progress, each time after {@link #REPORT_DAYS} working days. */
    static final int REPORTING = 80;

    static final int REPORT_DAYS = 5;
    /** Of a hundred tasks so many are reported complete within the five working days up to the deadline … */
    static final int ON_TIME = 75;
    /** … and so many up to five working days late; the others six to fifteen. */
    static final int SLIGHTLY_LATE = 17;
    /** Of a hundred tasks that would be late so many ask for {@link #EXTENSION_DAYS} working days more … */
    static final int ASKING = 50;

    static final int EXTENSION_DAYS = 10;
    /** … and of a hundred requests so many are granted. */
    static final int GRANTED = 70;
    /** Of a hundred reports so many are returned for rework, once, which takes three to five working days. */
    static final int RETURNED = 15;

    private static final Duration SLOT = Duration.ofMinutes(30);
    private static final String REASON = "drill";

    private final UnitTree units;
    private final Calendars calendars;
    private final long seed;

    TypicalUnits(UnitTree units, Calendars calendars, long seed) {
        this.units = units;
        this.calendars = calendars;
        this.seed = seed;
    }

    /** The shares in words, a sentence each. */
    static List<String> shares(Words words) {
        return List.of(
                words.say("how.share.sign", WITHIN.get(0), WITHIN.get(1), WITHIN.get(2)),
                words.say("how.share.report", REPORTING, REPORT_DAYS),
                words.say("how.share.done", ON_TIME, SLIGHTLY_LATE, 100 - ON_TIME - SLIGHTLY_LATE),
                words.say("how.share.extend", ASKING, EXTENSION_DAYS, GRANTED),
                words.say("how.share.review", RETURNED),
                words.say("how.slots"));
    }

    @Override
    public List<DrillEvents.Acted> acts(ListedTask task, ListedTime.Frame frame) {
        return new Course(task, frame).acts();
    }

    /** Neighbouring seeds and ids must not give alike beginnings. */
    private Random random(String id) {
        long mixed = (seed * 0x9E3779B97F4A7C15L) ^ (id.hashCode() * 0xD1B54A32D192ED03L);
        mixed = (mixed ^ (mixed >>> 32)) * 0xFF51AFD7ED558CCDL;
        return new Random(mixed ^ (mixed >>> 29));
    }

    /** Where and when somebody works: by its own calendar, or else by that of the task's policy. */
    private record Desk(WorkCalendar calendar, ZoneId zone) {

        LocalDate after(LocalDate day, int days) {
            return calendar.plusWorkingDays(day, days);
        }

        LocalDate before(LocalDate day, int days) {
            return calendar.minusWorkingDays(day, days);
        }

        /** A half hour of an office day, so that ten thousand tasks have few instants at which something happens. */
        Instant slot(LocalDate day, Random random) {
            var hours = calendar.officeHours();
            var slots = (int) Duration.between(hours.opens(), hours.closes()).dividedBy(SLOT);
            var opens = day.atTime(hours.opens()).atZone(zone).toInstant();
            return opens.plus(SLOT.multipliedBy(random.nextInt(Math.max(1, slots))));
        }
    }

    private Desk desk(String unit, ListedTime.Frame frame) {
        return units.unit(unit).map(known -> desk(known, frame)).orElse(new Desk(frame.calendar(), frame.zone()));
    }

    private Desk desk(Unit unit, ListedTime.Frame frame) {
        var own = unit.calendar();
        return new Desk(own == null ? frame.calendar() : calendars.calendar(own), unit.zone());
    }

    /** The course of one task. */
    private final class Course {

        private final ListedTask task;
        private final ListedTime.Frame frame;
        private final Random random;
        private final Desk lead;
        private final Optional<Unit> office;
        private final Desk officeDesk;
        private final LocalDate begin;
        private final LocalDate deadline;
        private final List<DrillEvents.Acted> acts = new ArrayList<>();

        Course(ListedTask task, ListedTime.Frame frame) {
            this.task = task;
            this.frame = frame;
            this.random = random(task.id());
            this.lead = desk(task.leadUnit(), frame);
            this.office = units.officesAbove(task.leadUnit()).stream().findFirst();
            this.officeDesk = office.map(unit -> desk(unit, frame)).orElse(lead);
            var assigned = task.assigned().map(when -> when.instant(frame)).orElse(frame.start());
            this.begin = (assigned.isBefore(frame.start()) ? frame.start() : assigned)
                    .atZone(lead.zone())
                    .toLocalDate();
            this.deadline =
                    Deadline.parse(task.deadline().deadline(frame), lead.zone()).date();
        }

        List<DrillEvents.Acted> acts() {
            var signed = sign();
            var done = extend(signed, done(signed));
            report(signed, done);
            review(done);
            return acts;
        }

        /** The day on which the lead unit signs. */
        private LocalDate sign() {
            var signed = begin;
            var responsible = Stream.concat(Stream.of(task.leadUnit()), task.assistingUnits().stream());
            for (var unit : responsible.distinct().toList()) {
                var desk = desk(unit, frame);
                var day = desk.after(begin, days());
                act("received", desk, day, new Act.Received(unit, null));
                signed = unit.equals(task.leadUnit()) ? day : signed;
            }
            return signed;
        }

        /** The day on which it is reported complete, were no extension asked for. */
        private LocalDate done(LocalDate signed) {
            var chance = percent();
            var early = random.nextInt(6);
            var late = chance < ON_TIME + SLIGHTLY_LATE ? 1 + random.nextInt(5) : 6 + random.nextInt(10);
            var day = chance < ON_TIME ? lead.before(deadline, early) : lead.after(deadline, late);
            var soonest = lead.after(signed, 1);
            return day.isBefore(soonest) ? soonest : day;
        }

        private LocalDate extend(LocalDate signed, LocalDate done) {
            var asks = percent() < ASKING;
            var granted = percent() < GRANTED;
            var asked = lead.before(deadline, 3);
            var decided = officeDesk.before(deadline, 1 + random.nextInt(2));
            if (!asks || !done.isAfter(deadline) || !asked.isAfter(signed)) {
                return done;
            }
            var later = lead.after(deadline, EXTENSION_DAYS);
            act("extension-requested", lead, asked, new Act.ExtensionRequested(later.toString(), REASON));
            if (!granted) {
                act("extension-declined", officeDesk, decided, new Act.ExtensionDeclined(REASON));
                return done;
            }
            act("extension-granted", officeDesk, decided, new Act.ExtensionGranted(later.toString(), null));
            return lead.before(later, random.nextInt(6));
        }

        private void report(LocalDate signed, LocalDate done) {
            if (percent() >= REPORTING) {
                return;
            }
            var all = Math.max(1, lead.calendar().workingDaysBetween(signed, done));
            for (var days = REPORT_DAYS; days < all; days += REPORT_DAYS) {
                var percent = Math.min(95, 100 * days / all / 5 * 5);
                act("progressed", lead, lead.after(signed, days), new Act.Progressed(percent, null, task.leadUnit()));
            }
        }

        private void review(LocalDate done) {
            var returned = percent() < RETURNED;
            submit(done);
            var reviewed = officeDesk.after(done, days());
            if (returned) {
                act("returned", officeDesk, reviewed, new Act.Returned(REASON, null));
                var again = lead.after(reviewed, 3 + random.nextInt(3));
                submit(again);
                reviewed = officeDesk.after(again, days());
            }
            var by = office.map(Unit::code).orElse(null);
            act("struck-off", officeDesk, reviewed, new Act.StruckOff(by, null));
        }

        private void submit(LocalDate day) {
            act("submitted", lead, day, new Act.Submitted(task.leadUnit(), null, List.of()));
        }

        private void act(String type, Desk desk, LocalDate day, Act act) {
            acts.add(new DrillEvents.Acted(desk.slot(day, random), type, act));
        }

        private int days() {
            var chance = percent();
            return chance < WITHIN.get(0) ? 1 : chance < WITHIN.get(0) + WITHIN.get(1) ? 2 : 3;
        }

        private int percent() {
            return random.nextInt(100);
        }
    }
}
