package org.duban.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.auditor.MemoryAudit;
import org.duban.content.NoticeLine;
import org.duban.fate.Fate;
import org.duban.fate.FateReason;
import org.duban.ledger.MemoryTaskLedger.Applied;
import org.duban.notice.MemorySteps.StepRow;
import org.duban.policy.ActSteps;
import org.duban.policy.NoticeKind;
import org.duban.task.Act;
import org.duban.task.Task;

/** Looks, whenever nothing is under way and at the end, whether anything is missing. */
final class Reckoning {

    private final World world;

    Reckoning(World world) {
        this.world = world;
    }

    void atRest() {
        if (world.now().isBefore(world.outside.rulesSince())
                || world.log.unread()
                || world.due()
                || !world.stage.idle()
                || world.nodes.stream().anyMatch(node -> !node.able())) {
            return;
        }
        audit(world.promises.touched());
    }

    /** Has the auditor examine tasks: it must find nothing. */
    void audit(Collection<String> tasks) {
        var asOf = new MemoryAudit.AsOf(world.now(), world.outside.rulesSince());
        audit().missing(tasks, world.rules.history().planner(), asOf)
                .forEach(missing -> Promises.check(
                        1,
                        false,
                        () -> "gap at " + world.now() + ": " + missing.what() + "\n" + story(missing.task())));
    }

    private MemoryAudit audit() {
        var node = world.nodes.get(0);
        return new MemoryAudit(
                Objects.requireNonNull(node.memory).books(world.lockstep),
                world.agenda,
                world.tables,
                world.directory,
                world.lockstep);
    }

    /** What must hold when the year is over. */
    void reckon() {
        var all = world.ledger.all().stream().map(task -> task.id()).toList();
        audit(all);
        world.settle();
        audit(all);
        Promises.check(1, audit().ofNotices().isEmpty(), "%s", audit().ofNotices());
        Promises.check(1, audit().unsettled().isEmpty(), "%s", audit().unsettled());
        toldAbove();
        toldOfAssignments();
        toldOfInstructions();
        for (var arrival : world.scenario.arrivals()) {
            var event = arrival.event();
            var applied = world.ledger.history(event.taskId()).stream()
                    .filter(one -> one.event().id().equals(event.id()))
                    .count();
            Promises.check(1, applied == 1 || (applied == 0 && world.intake.keeps(event)), "lost: %s", event);
        }
    }

    /** What reached nobody is owed to the office that its fate names. */
    private void toldAbove() {
        var owed = world.tables.steps().all().stream()
                .map(row -> key(row, row.recipient()))
                .collect(Collectors.toSet());
        for (var row : world.tables.steps().all()) {
            Optional.ofNullable(row.reason())
                    .filter(reason -> reason.is(FateReason.REFUSED_TOLD_INSTEAD))
                    .map(reason -> reason.argument(1))
                    .ifPresent(office -> Promises.check(1, owed.contains(key(row, office)), "not told above: %s", row));
        }
    }

    /**
     * A lead unit that was to be told of its task has been told something since, in a mail that was taken or waits still; or it has
     * signed, or the assignment fell away by itself. It asks no plan.
     */
    private void toldOfAssignments() {
        for (var task : world.ledger.all()) {
            var rows = world.tables.steps().ofTask(task.id()).stream()
                    .filter(row -> row.unit().equals(task.leadUnit())
                            && !row.at().isBefore(task.toldFrom().assignment()))
                    .toList();
            var untold = rows.stream()
                    .filter(row -> row.kind() == NoticeKind.ASSIGNMENT && row.fate() == Fate.SUPERSEDED)
                    .findFirst();
            Promises.check(
                    1,
                    !task.open()
                            || untold.isEmpty()
                            || task.reports().receivedBy().contains(task.leadUnit())
                            || rows.stream().anyMatch(row -> row.fate() == Fate.TOLD),
                    () -> "nobody told " + task.leadUnit() + " of its task: " + story(task.id()));
        }
    }

    /**
     * What leaders wrote came to each unit of the task by itself, once: where the units never changed, and nothing else happened for
     * days that could have undone it. It asks no plan.
     */
    private void toldOfInstructions() {
        for (var task : world.ledger.all()) {
            var history = world.ledger.history(task.id());
            if (history.stream().noneMatch(one -> one.event().act() instanceof Act.Amended)) {
                history.stream()
                        .filter(one -> one.event().act() instanceof Act.Instructed && alone(one, history))
                        .forEach(one -> toldOfInstruction(task, one));
            }
        }
    }

    private static boolean alone(Applied one, List<Applied> history) {
        return history.stream()
                .filter(other -> other != one && !(other.event().act() instanceof Act.Instructed))
                .noneMatch(other -> !other.appliedAt().isBefore(one.appliedAt())
                        && other.appliedAt().isBefore(one.appliedAt().plus(Duration.ofDays(3))));
    }

    private void toldOfInstruction(Task task, Applied one) {
        Stream.concat(Stream.of(task.leadUnit()), task.assistingUnits().stream())
                .forEach(unit -> Promises.check(
                        1,
                        world.tables.steps().ofTask(task.id()).stream()
                                        .filter(row -> row.unit().equals(unit)
                                                && row.step().equals(ActSteps.INSTRUCTED)
                                                && row.at().equals(one.appliedAt()))
                                        .map(StepRow::at)
                                        .distinct()
                                        .count()
                                == 1,
                        () -> unit + " was not told " + one + "\n" + story(task.id())));
    }

    private static String key(StepRow row, String recipient) {
        return row.task() + " " + row.step() + " " + row.at() + " " + row.unit() + " " + recipient;
    }

    /**
     * The mails, as far as they are the same whoever sends them: what became due at one instant stands in them together. What
     * follows from acts that came milliseconds apart stands in one mail or in two, as the composing of it happens to fall.
     */
    List<String> mails() {
        return world.promises.mails().stream()
                .flatMap(mail -> byInstant(mail.notice().lines())
                        .map(lines -> mail.notice().address() + " " + lines))
                .sorted()
                .toList();
    }

    private static Stream<List<String>> byInstant(List<NoticeLine> lines) {
        return lines.stream()
                .collect(Collectors.groupingBy(
                        NoticeLine::stepAt,
                        TreeMap::new,
                        Collectors.mapping(
                                line -> line.taskId() + " " + line.step() + " " + line.stepAt(), Collectors.toList())))
                .values()
                .stream();
    }

    /**
     * In a year in which nothing goes wrong, nothing waits once it is due and the ledger has learned what makes it so; so nobody
     * reads together what lies further apart.
     */
    void toldAtOnce() {
        for (var mail : world.promises.mails()) {
            for (var line : mail.notice().lines()) {
                Promises.check(
                        4,
                        mail.at().isBefore(since(line).plus(Promises.AT_ONCE)),
                        "told at %s, too late: %s",
                        mail.at(),
                        line);
            }
        }
    }

    private Instant since(NoticeLine line) {
        var learned = world.ledger.history(line.taskId()).stream()
                .filter(applied -> applied.revision() == line.task().revision())
                .map(Applied::appliedAt)
                .findFirst()
                .orElseThrow();
        return learned.isAfter(line.stepAt()) ? learned : line.stepAt();
    }

    /** All that is known of a task, for whoever looks into a failure. */
    String story(String task) {
        var story = new StringBuilder("task " + world.ledger.committed(task).orElse(null) + "\n");
        world.ledger
                .history(task)
                .forEach(one -> story.append(one.appliedAt())
                        .append(' ')
                        .append(one.event())
                        .append('\n'));
        world.tables
                .steps()
                .ofTask(task)
                .forEach(row -> story.append("%s r%d %s for %s at %s %s %s%n"
                        .formatted(
                                row.step(),
                                row.revision(),
                                row.recipient(),
                                row.unit(),
                                row.at(),
                                row.fate(),
                                row.reason())));
        return story.append(world.agenda.committed(task)).toString();
    }
}
