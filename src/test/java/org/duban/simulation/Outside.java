package org.duban.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duban.content.Notice;
import org.duban.directory.ChangedUnit;
import org.duban.directory.Removal;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.notice.MemoryNotices;
import org.duban.task.Act;
import org.duban.task.Task;
import org.duban.task.TaskEvent;
import org.jspecify.annotations.Nullable;

/** What happens to a world: outages, wrong clocks, other rules and units, acts at the worst of times. */
final class Outside {

    /** Something that an office did besides its tasks: other rules, another unit in the place of one, or one unit less. */
    record Decree(
            Instant at,
            int rulebook,
            @Nullable Unit unit,
            @Nullable String gone) {
        Decree(Instant at, int rulebook, @Nullable Unit unit) {
            this(at, rulebook, unit, null);
        }
    }

    /** What came in before a unit left may be as far ahead of the year as the clock of its node. */
    private static final Duration AFTERWARDS = World.MOST_AHEAD.multipliedBy(2);

    private final World world;
    private final List<Decree> decrees = new ArrayList<>();
    private final Map<String, String> heirs = new HashMap<>();
    private int acts;
    private Instant rulesSince = Instant.EPOCH;

    Outside(World world) {
        this.world = world;
    }

    /** Chance decides what is going to happen, unless nothing is. */
    void plan() {
        if (world.settings.calm()) {
            return;
        }
        for (var outage : world.faults.outages()) {
            world.change(outage.from(), () -> {
                world.faults.count(Mishap.OUTAGE);
                world.nodes.forEach(node -> {
                    node.crash();
                    world.log.left(node);
                });
                world.stage.goOn();
            });
            world.change(outage.to(), () -> world.nodes.forEach(world::start));
        }
        for (var i = world.random.nextInt(4); i > 0; i--) {
            world.change(world.faults.anyTime(), this::setAClockWrong);
        }
        for (var i = world.random.nextInt(5); i > 0; i--) {
            world.change(world.faults.anyTime(), this::changeAnAddress);
        }
        for (var i = world.random.nextInt(3); i > 0; i--) {
            world.change(world.faults.anyTime(), () -> world.server.refuse(anyAddress()));
        }
        for (var i = world.random.nextInt(6); i > 0; i--) {
            world.change(world.faults.anyTime(), this::askForACopy);
        }
        for (var i = world.random.nextInt(4); i > 0; i--) {
            world.change(world.faults.anyTime(), this::changeRules);
        }
        if (world.random.nextInt(6) == 0) {
            world.change(world.faults.anyTime(), this::moveAUnit);
        }
        if (world.random.nextInt(3) == 0) {
            world.change(world.faults.anyTime(), this::mergeUnits);
        }
        world.change(Scenario.CALM, world::mend);
    }

    private void setAClockWrong() {
        var node = world.nodes.get(world.random.nextInt(world.nodes.size()));
        world.faults.count(Mishap.CLOCK_OFF);
        node.ahead = Duration.ofMillis(world.random.nextLong(-90_000, 90_000));
        world.in(Duration.ofSeconds(world.random.nextInt(30, 3_600)), () -> node.ahead = Duration.ZERO);
    }

    private String anyAddress() {
        var addresses = world.directory.tree().units().stream()
                .flatMap(unit -> unit.emails().stream())
                .sorted()
                .toList();
        return addresses.get(world.random.nextInt(addresses.size()));
    }

    /** And the unit's name. */
    private void changeAnAddress() {
        var units = world.directory.tree().units().stream()
                .filter(unit -> !unit.emails().isEmpty())
                .sorted(Comparator.comparing(Unit::code))
                .toList();
        var unit = units.get(world.random.nextInt(units.size()));
        world.faults.count(Mishap.UNIT_CHANGED);
        var emails = world.random.nextInt(4) == 0
                ? List.<String>of()
                : List.of(unit.code() + "-new" + decrees.size() + "@duban.example");
        decree(new Decree(world.now(), -1, copy(unit, emails, unit.zone())));
    }

    private Unit copy(Unit unit, List<String> emails, ZoneId zone) {
        return ChangedUnit.of(unit)
                .called(unit.code() + ", named anew " + decrees.size())
                .reachedAt(emails)
                .in(zone)
                .unit();
    }

    void decree(Decree decree) {
        if (decree.gone() != null) {
            decrees.add(decree);
            world.directory.remove(removal(decree.gone(), null));
            world.promises.moved(decree.gone());
            plansChange();
            return;
        }
        if (decree.unit() == null) {
            decrees.add(decree);
            world.rules.change(decree.rulebook());
            world.nodes.forEach(node -> world.change(world.rules.heardBy(node), () -> {}));
            plansChange();
            return;
        }
        var there = world.directory.tree().unit(decree.unit().code());
        if (there.isEmpty()) {
            return;
        }
        var before = there.get();
        if (!Work.attempt(() -> world.directory.save(List.of(decree.unit())))) {
            // Some node that stands still has the directory's lock.
            world.in(Duration.ofSeconds(1), () -> decree(new Decree(world.now(), decree.rulebook(), decree.unit())));
            return;
        }
        decrees.add(decree);
        if (!before.zone().equals(decree.unit().zone())) {
            world.promises.moved(decree.unit().code());
            plansChange();
        }
    }

    /** An administrator changes policies or calendars; each node hears of it within a second. */
    private void changeRules() {
        world.faults.count(Mishap.RULES_CHANGED);
        decree(new Decree(world.now(), world.rules.another(world.random), null));
    }

    /** A unit moves to another zone: all its plans change, what was told as well. */
    private void moveAUnit() {
        world.faults.count(Mishap.UNIT_MOVED);
        var units = world.directory.tree().units().stream()
                .filter(unit -> unit.kind() == UnitKind.UNIT)
                .sorted(Comparator.comparing(Unit::code))
                .toList();
        var unit = units.get(world.random.nextInt(units.size()));
        var zone = ZoneId.of(world.random.nextBoolean() ? "Asia/Urumqi" : "America/New_York");
        decree(new Decree(world.now(), -1, copy(unit, unit.emails(), zone)));
    }

    /** A bureau is merged into another one: it does not leave while tasks hang on it, and its successor leads them. */
    private void mergeUnits() {
        var units = world.directory.tree().units().stream()
                .filter(unit -> unit.kind() == UnitKind.UNIT)
                .map(Unit::code)
                .sorted()
                .toList();
        var busy = units.stream().filter(this::answersForAnything).toList();
        var leaving = busy.isEmpty() ? units : busy;
        var from = leaving.get(world.random.nextInt(leaving.size()));
        var to = units.get(world.random.nextInt(units.size()));
        if (from.equals(to) || world.now().isAfter(Scenario.CALM)) {
            return;
        }
        refuseToLeaveTasksBehind(from);
        if (!Work.attempt(() -> world.directory.remove(removal(from, to)))) {
            world.in(Duration.ofMinutes(1), this::mergeUnits);
            return;
        }
        world.faults.count(Mishap.UNIT_MERGED);
        heirs.put(from, to);
        world.promises.moved(from);
        plansChange();
        world.promises.touch(world.ledger.all());
        decrees.add(new Decree(world.now().plus(AFTERWARDS), -1, null, from));
    }

    private void refuseToLeaveTasksBehind(String unit) {
        if (answersForAnything(unit)) {
            try {
                Work.attempt(() -> world.directory.remove(removal(unit, null)));
            } catch (IllegalArgumentException e) {
                world.faults.count(Mishap.REMOVAL_REFUSED);
            }
            Promises.check(1, world.directory.tree().unit(unit).isPresent(), "%s has left its tasks behind", unit);
        }
    }

    private boolean answersForAnything(String unit) {
        return world.ledger.all().stream()
                .filter(Task::open)
                .anyMatch(task ->
                        task.leadUnit().equals(unit) || task.assistingUnits().contains(unit));
    }

    private Removal removal(String unit, @Nullable String mergedInto) {
        return new Removal(unit, mergedInto, "the office", "merger/" + decrees.size(), world.now());
    }

    /** Plans change without their tasks; the world.agenda must follow by the time that the auditor gives it. */
    private void plansChange() {
        rulesSince = world.now().plusSeconds(1);
        world.in(Duration.ofMinutes(16), () -> world.promises.touch(world.ledger.all()));
    }

    /** Strikes off, or puts on hold, one of the tasks of a notice that will be tried again, before it is. */
    void actOnOne(Notice notice) {
        if (world.random.nextInt(3) > 0) {
            return;
        }
        var task =
                notice.lines().get(world.random.nextInt(notice.lines().size())).taskId();
        var act = world.random.nextBoolean() ? new Act.StruckOff(null, null) : new Act.Held("flood", null);
        var id = task + "/just-then/" + acts++;
        world.faults.count(Mishap.ACT_BETWEEN_ATTEMPTS);
        world.in(
                Duration.ofSeconds(world.random.nextInt(1, 90)),
                () -> world.log.append(new TaskEvent(
                        "/office", id, "duban.task.any", task, world.now(), null, act, Scenario.data(id))));
    }

    /** Of the last notices; some of what they say holds no more, and then there is none. */
    private void askForACopy() {
        var node = world.nodes.get(world.random.nextInt(world.nodes.size()));
        var room = node.notices;
        if (!node.able() || room == null) {
            return;
        }
        for (var row : world.tables.notices().all().stream()
                .filter(one -> one.state().settled())
                .sorted(Comparator.comparing(MemoryNotices.Row::issuedAt)
                        .reversed()
                        .thenComparing(MemoryNotices.Row::id))
                .limit(5)
                .toList()) {
            var done = new boolean[1];
            var tried = Work.attempt(() -> world.database
                    .transaction()
                    .executeWithoutResult(
                            status -> done[0] = room.resender().resend(row.id()).isEmpty()));
            world.faults.count(tried && done[0] ? Mishap.RESENT_ON_REQUEST : Mishap.RESENDING_REFUSED);
        }
    }

    /** Who took over from a unit. */
    Optional<String> heirOf(String unit) {
        return Optional.ofNullable(heirs.get(unit));
    }

    List<Decree> decrees() {
        return decrees;
    }

    /** Since when plans follow the rules and units of today on all nodes. */
    Instant rulesSince() {
        return rulesSince;
    }
}
