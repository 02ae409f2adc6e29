package org.duban.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.duban.channel.Delivery;
import org.duban.content.Notice;
import org.duban.content.NoticeLine;
import org.duban.content.Responsibility;
import org.duban.directory.Directory;
import org.duban.directory.Unit;
import org.duban.fate.Fate;
import org.duban.ledger.MemoryTaskLedger;
import org.duban.notice.MemoryNotices;
import org.duban.notice.MemorySteps.StepRow;
import org.duban.notice.NoticeState;
import org.duban.notice.pipeline.NoticeRoom;
import org.duban.plan.Plan;
import org.duban.plan.PlannedStep;
import org.duban.policy.ActSteps;
import org.duban.policy.Amount;
import org.duban.policy.NoticeKind;
import org.duban.policy.Step;
import org.duban.rulebook.RuleHistory;
import org.duban.rulebook.Rulebook;
import org.duban.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * What Duban promises, checked as the simulation goes: at each mail that the server takes, at each commit. It knows the tables
 * and the plan, and nothing of the code that is to keep the promises.
 */
final class Promises {

    /** More than clocks are wrong by, and than it takes to send what can be sent as it comes. */
    static final Duration AT_ONCE = Duration.ofMinutes(5);
    /** What is told of a task that is closed: that it is, and from whom it was taken before. */
    private static final Set<String> AFTER_ALL = Set.of(ActSteps.CLOSED, ActSteps.TAKEN_OFF);

    /** That a task is closed, and that it is not. */
    private static final Set<String> CLOSURE = Set.of(ActSteps.CLOSED, ActSteps.REOPENED);

    private final MemoryDatabase database;
    private final NoticeRoom.Tables tables;
    private final Directory directory;
    private final Rules rules;
    private final Faults faults;
    private final World.Time time;

    private final Map<String, List<Version>> versions = new HashMap<>();
    private final Map<UUID, Claim> claims = new HashMap<>();
    private final Map<Told, UUID> told = new HashMap<>();
    private final Map<Task, Plan> plans = new IdentityHashMap<>();
    private @Nullable RuleHistory plannedBy;
    private long plannedFor;
    private final Map<UUID, Instant> issued = new HashMap<>();
    private final Map<UUID, Notice> taken = new HashMap<>();
    private final Map<UUID, List<String>> course = new HashMap<>();
    private final Map<Together, StepRow> tellsNow = new HashMap<>();
    private final Map<Occurrence, Long> toldIn = new HashMap<>();
    private final Map<Reading, List<Read>> read = new HashMap<>();
    private final Set<String> moved = new HashSet<>();
    private final Set<UUID> learned = new HashSet<>();
    private final Map<UUID, List<Recorded>> recorded = new HashMap<>();
    private final Set<UUID> asked = new HashSet<>();
    private final Set<String> touched = new LinkedHashSet<>();
    private final List<Mail> mails = new ArrayList<>();

    /** A task as it was from a commit on. */
    private record Version(long commit, Task task) {}

    /** When a claim was made, in commits and in time. */
    private record Claim(long commits, Instant at) {}

    /** What one commit has decided about a unit. */
    private record Together(long commit, String task, String unit) {}

    /** A step at its instant for a unit, wherever mail reaches that. */
    private record Occurrence(String task, String step, Instant at, String unit) {}

    /** A unit and a task of which it reads. */
    private record Reading(String task, String unit) {}

    /** What a commit has recorded of a notice. */
    private record Recorded(long commit, MemoryNotices.Row row) {}

    /** A line that came to its reader, and by which notice. */
    private record Read(UUID notice, NoticeLine line) {}

    /** What nobody may be told twice. */
    private record Told(String task, String step, Instant at, String recipient, String address, String forUnit) {}

    /** A mail that the server took. */
    record Mail(Instant at, Notice notice) {}

    private final Believed believed;

    Promises(
            MemoryDatabase database,
            MemoryTaskLedger.Tables ledger,
            NoticeRoom.Tables tables,
            Directory directory,
            Rules rules,
            Faults faults,
            World.Time time) {
        this.database = database;
        this.tables = tables;
        this.directory = directory;
        this.rules = rules;
        this.faults = faults;
        this.time = time;
        this.believed = new Believed(directory);
        ledger.watchEvents(believed::applied);
        ledger.watch(task -> {
            touched.add(task.id());
            believed.made(task);
            versions.computeIfAbsent(task.id(), any -> new ArrayList<>()).add(new Version(database.commits(), task));
        });
        tables.notices().watch((id, before, after) -> changed(before, Objects.requireNonNull(after)));
        tables.steps().watch((id, before, after) -> {
            if (after == null) {
                forgotten(Objects.requireNonNull(before));
            } else {
                changed(before, after);
            }
        });
    }

    private void changed(MemoryNotices.@Nullable Row before, MemoryNotices.Row after) {
        note(
                after.id(),
                after.state() + " attempts=" + after.attempts() + " next=" + after.nextAttemptAt() + " claim="
                        + after.claim());
        recorded.computeIfAbsent(after.id(), any -> new ArrayList<>()).add(new Recorded(database.commits(), after));
        check(1, after.state().settled() || after.nextAttemptAt() != null, "nobody would ever try %s", after);
        check(1, after.state() != NoticeState.SENDING || after.claim() != null, "in nobody's hand: %s", after);
        if (before == null) {
            issued.put(after.id(), time.now());
            if (after.triedFrom().isAfter(after.issuedAt())) {
                faults.count(Mishap.PUT_OFF_TO_THE_DIGEST);
            }
            return;
        }
        if (after.state() == NoticeState.SENDING
                && before.state() == NoticeState.SENDING
                && !after.claim().equals(before.claim())) {
            faults.count(Mishap.LEASE_RAN_OUT);
        }
        if (after.state() == NoticeState.ACCEPTED) {
            learned.add(after.id());
        }
        if (after.state() == NoticeState.MOOT) {
            faults.count(Mishap.MOOT_AT_THE_CLAIM);
        }
        if (after.state() == NoticeState.MERGED) {
            faults.count(Mishap.MERGED_WITH_WHAT_WAITED);
            check(2, !taken.containsKey(after.id()), "merged though it may have arrived: %s", after);
        }
        if (after.forced() && before.state().settled()) {
            asked.add(after.id());
            learned.remove(after.id());
        }
    }

    private void changed(@Nullable StepRow before, StepRow after) {
        touched.add(after.task());
        if (before == null) {
            onlyTheMostSevere(after);
            notAgainElsewhere(after);
            switch (after.fate()) {
                case SUPERSEDED -> faults.count(Mishap.SUPERSEDED);
                case HELD -> faults.count(Mishap.HELD);
                default -> {
                    if (!after.forUnit().isEmpty()) {
                        faults.count(Mishap.TOLD_ABOVE_INSTEAD);
                    }
                    if (after.step().equals(ActSteps.REOPENED)) {
                        faults.count(Mishap.REOPENED);
                    }
                    if (after.step().equals(ActSteps.INSTRUCTED)) {
                        faults.count(Mishap.INSTRUCTED);
                    }
                }
            }
        } else if (after.fate() == Fate.MOOT && before.fate() == Fate.TOLD) {
            faults.count(Mishap.LINE_DROPPED_AT_THE_CLAIM);
            if (CLOSURE.contains(after.step())) {
                faults.count(Mishap.CLOSURE_OR_REOPENING_UNDONE_BEFORE_THE_MAIL);
            }
        } else if (after.fate() == Fate.SUPERSEDED && before.fate() == Fate.TOLD) {
            faults.count(Mishap.OVERTAKEN_WHILE_IT_WAITED);
        }
        check(
                2,
                before == null
                        || before.notice() == null
                        || before.notice().equals(after.notice())
                        || !taken.containsKey(before.notice()),
                "moved though it may have been told: %s",
                after);
    }

    /** Only what was not told is judged anew. */
    private void forgotten(StepRow before) {
        touched.add(before.task());
        check(2, before.fate() != Fate.TOLD && before.fate() != Fate.MOOT, "is not known any more: %s", before);
        if (before.fate() == Fate.SUPERSEDED) {
            faults.count(Mishap.LEFT_OUT_AND_JUDGED_ANEW);
        }
        toldIn.remove(new Occurrence(before.task(), before.step(), before.at(), before.unit()));
    }

    /** Of the steps of a task that fall due together for a unit, one is told. */
    private void onlyTheMostSevere(StepRow row) {
        if (row.fate() == Fate.TOLD && !ActSteps.ACTS.contains(row.step())) {
            var other = tellsNow.putIfAbsent(new Together(database.commits(), row.task(), row.unit()), row);
            check(
                    2,
                    other == null
                            || (other.step().equals(row.step()) && other.at().equals(row.at())),
                    "told at once, and one of them is out of date: %s %s",
                    other,
                    row);
        }
    }

    /** What a unit was told is not told again because its address is another one by now. */
    private void notAgainElsewhere(StepRow row) {
        if (row.fate() == Fate.TOLD) {
            var occurrence = new Occurrence(row.task(), row.step(), row.at(), row.unit());
            var before = toldIn.putIfAbsent(occurrence, database.commits());
            var again = before != null
                    && before != database.commits()
                    && row.forUnit().isEmpty();
            check(2, !again, "told again at another address: %s", row);
        }
    }

    /** Units that have moved: what was planned where they were before is still told then. */
    void moved(String unit) {
        moved.add(unit);
    }

    boolean hasMoved(String unit) {
        return moved.contains(unit);
    }

    private void note(UUID notice, String what) {
        course.computeIfAbsent(notice, any -> new ArrayList<>()).add(time.now() + " " + what);
    }

    /** Called when a claim is made: what was committed before must be heeded. */
    void claimed(UUID claim) {
        claims.putIfAbsent(claim, new Claim(database.commits(), time.now()));
    }

    /** The server takes a mail. */
    void accepted(Node node, Delivery delivery) {
        var notice = delivery.notice();
        var copy = taken.get(notice.id());
        note(notice.id(), "taken from " + node + " under " + delivery.claim());
        if (copy != null) {
            faults.count(Mishap.COPY_SENT);
            check(2, copy.equals(notice), "the copy of %s is another mail: %s", copy, notice);
            check(
                    2,
                    !learned.contains(notice.id()) || asked.contains(notice.id()) || node.frozeWhileSending(),
                    "told twice: %s%n%s",
                    notice,
                    String.join("\n", course.getOrDefault(notice.id(), List.of())));
        }
        taken.put(notice.id(), notice);
        mails.add(new Mail(time.now(), notice));
        var row = Objects.requireNonNull(tables.notices().committed(notice.id()));
        for (var line : notice.lines()) {
            var key = new Told(
                    line.taskId(),
                    line.step(),
                    once(notice, line),
                    notice.recipient(),
                    notice.address(),
                    rowOf(notice, line).forUnit());
            var other = told.putIfAbsent(key, notice.id());
            check(2, other == null || other.equals(notice.id()), "told in two notices: %s", key);
            if (!row.perhapsSent() && !asked.contains(notice.id())) {
                stillHolds(node, delivery, line);
                makesSense(delivery, line);
            }
            believed.told(line, rowOf(notice, line).unit());
            if (asked.contains(notice.id()) && delivery.attempt() == 1) {
                copyHolds(delivery, line);
            }
            read.computeIfAbsent(new Reading(line.taskId(), owedTo(notice, line)), any -> new ArrayList<>())
                    .add(new Read(notice.id(), line));
            atCivilHours(notice, line);
            check(
                    5,
                    !time.now().isBefore(line.stepAt().minus(World.MOST_AHEAD)),
                    "told at %s, too early: %s",
                    time.now(),
                    line);
        }
    }

    /** The instant that a step is told for once: of an assignment, whenever it is told, that of the assignment. */
    private Instant once(Notice notice, NoticeLine line) {
        var row = rowOf(notice, line);
        if (!line.step().equals("assigned") || moved.contains(row.unit())) {
            return line.stepAt();
        }
        var task = asOf(line);
        return task.toldFrom().joined().getOrDefault(row.unit(), task.toldFrom().assignment());
    }

    /** The task as it was when a line was written. */
    private Task asOf(NoticeLine line) {
        return versions.get(line.taskId()).stream()
                .map(Version::task)
                .filter(one -> one.revision() == line.task().revision())
                .findFirst()
                .orElseThrow();
    }

    /** What was committed before the claim was heeded: by the plan, and by what needs no plan. */
    private void stillHolds(Node node, Delivery delivery, NoticeLine line) {
        var claim = Objects.requireNonNull(claims.get(delivery.claim()));
        var task = Objects.requireNonNull(version(line.taskId(), claim.commits));
        var direct = ActSteps.ACTS.contains(line.step()) || line.step().equals("assigned");
        var plan = plan(task);
        var owedTo = rowOf(delivery.notice(), line).unit();
        check(
                3,
                moved.contains(owedTo)
                        || rules.changedSince(claim.at)
                        || plan.holds(line.step(), line.stepAt(), owedTo, node.now()),
                "the plan did not tell this any more at the claim: %s %s",
                line,
                task);
        check(
                3,
                versions.get(task.id()).stream()
                        .map(Version::task)
                        .anyMatch(version -> version.revision() >= task.revision() && states(line, version)),
                "states what was so no more at the claim: %s %s",
                line,
                task);
        check(3, task.open() || AFTER_ALL.contains(line.step()), "closed before the claim: %s %s", line, task);
        check(3, !line.step().equals(ActSteps.CLOSED) || !task.open(), "not closed: %s", line);
        check(
                3,
                line.kind() != NoticeKind.REMINDER
                        || task.times().submitted() == null
                        || task.status() != org.duban.task.TaskStatus.SUBMITTED,
                "reported complete before the claim: %s",
                line);
        check(
                3,
                direct
                        || !line.step().equals("unreceived")
                        || !task.reports()
                                .receivedBy()
                                .contains(delivery.notice().recipient()),
                "signed before the claim: %s",
                line);
        notOvertaken(plan, claim, node, line, owedTo);
        check(
                3,
                line.asks() != NoticeKind.ASSIGNMENT
                        || !waited(delivery.notice().id(), claim)
                        || !task.reports().receivedBy().contains(owedTo)
                        || !task.earlierDeadlines().isEmpty(),
                "asks to sign though %s has signed before the claim: %s",
                owedTo,
                line);
        if (!moved.contains(owedTo)) {
            statesTheDaysLeft(delivery, task, claim, line);
        }
        var held = task.hold().held()
                && (task.hold().until() == null
                        || node.now().isBefore(task.hold().until()));
        check(3, direct || !held, "held before the claim: %s", line);
    }

    /** Of a task that nothing has changed since, that of the last time: nothing tells the two apart. */
    private Plan plan(Task task) {
        var history = rules.history();
        var units = directory.tree();
        if (history != plannedBy || units.version() != plannedFor) {
            plans.clear();
            plannedBy = history;
            plannedFor = units.version();
        }
        return plans.computeIfAbsent(task, any -> history.planner().plan(task, units));
    }

    /** Whether it could not be sent as it came. */
    private boolean waited(UUID notice, Claim claim) {
        return Objects.requireNonNull(issued.get(notice)).isBefore(claim.at.minus(AT_ONCE));
    }

    /**
     * Nothing that fell due after it, but long before the claim, is more severe: that alone is told, whatever kept the mail
     * from being sent. What could be sent as it came was, within seconds.
     */
    private void notOvertaken(Plan plan, Claim claim, Node node, NoticeLine line, String owedTo) {
        if (moved.contains(owedTo)
                || rules.changedSince(claim.at)
                || besides(line.step(), Objects.requireNonNullElse(line.owedKind(), line.kind()))) {
            return;
        }
        var now = node.now();
        for (var later : plan.due(line.stepAt(), claim.at.minus(AT_ONCE))) {
            var rival = later.units().contains(owedTo)
                    && !fellAway(line.taskId(), later, owedTo)
                    && !besides(later.step(), later.kind())
                    && later.held() == null
                    && (plan.heldAt(now).isEmpty() || ActSteps.ACTS.contains(later.step()));
            check(
                    3,
                    !rival || later.level().compareTo(line.level()) < 0,
                    "overtaken before the claim at %s: %s by %s",
                    claim.at,
                    line,
                    later);
        }
    }

    /** Whether a unit was not told a step, and will not be. */
    private boolean fellAway(String task, PlannedStep step, String unit) {
        var fates = tables.steps().ofTask(task).stream()
                .filter(row -> row.step().equals(step.step())
                        && row.at().equals(step.at())
                        && row.unit().equals(unit))
                .map(StepRow::fate)
                .collect(Collectors.toSet());
        return !fates.isEmpty() && !fates.contains(Fate.TOLD) && !fates.contains(Fate.SUPERSEDED);
    }

    private static boolean besides(String step, NoticeKind kind) {
        return kind == NoticeKind.DECISION || (ActSteps.CHANGES.contains(step) && !step.equals(ActSteps.TAKEN_ON));
    }

    /** What is left of the time is counted from the day of the claim, if it did not go at once. */
    private void statesTheDaysLeft(Delivery delivery, Task task, Claim claim, NoticeLine line) {
        var notice = delivery.notice();
        if (rules.changedSince(claim.at.minus(AT_ONCE)) || line.task().revision() != task.revision()) {
            return;
        }
        var planner = rules.history().planner();
        var days = List.of(claim.at.minus(AT_ONCE), claim.at.plus(World.MOST_AHEAD)).stream()
                .map(at ->
                        planner.workingDaysLeft(task, at.atZone(notice.zone()).toLocalDate()))
                .toList();
        check(3, days.contains(line.task().workingDaysLeft()), "days left at %s are %s: %s", claim.at, days, line);
    }

    /** Nobody gets once more, because somebody asked for it, what was closed or moved before the claim. */
    private void copyHolds(Delivery delivery, NoticeLine line) {
        var claim = Objects.requireNonNull(claims.get(delivery.claim()));
        var task = Objects.requireNonNull(version(line.taskId(), claim.commits));
        var closes = List.of(ActSteps.CLOSED, ActSteps.TAKEN_OFF).contains(line.step());
        check(3, task.open() || closes, "a copy after the closure: %s %s", line, task);
        check(
                3,
                line.task().deadlineDate().equals(task.deadline().date())
                        && line.task().leadUnitEn().startsWith(task.leadUnit()),
                "a copy of what was so: %s %s",
                line,
                task);
    }

    /**
     * What changed is told to those only who know what was before, and says what they do not know. Only what had come to them,
     * but had not been recorded by the claim, could not be known.
     */
    private void makesSense(Delivery delivery, NoticeLine line) {
        var isNews = ActSteps.CHANGES.contains(line.step()) && !line.step().equals(ActSteps.TAKEN_ON);
        if (!isNews && !line.step().equals(ActSteps.CLOSED)) {
            return;
        }
        var notice = delivery.notice();
        var unit = owedTo(notice, line);
        var commits = Objects.requireNonNull(claims.get(delivery.claim())).commits;
        if (mayHaveRead(line.taskId(), unit, notice.id(), commits)) {
            return;
        }
        var others = tables.steps().ofTask(line.taskId()).stream()
                .map(StepRow::unit)
                .distinct()
                .filter(told -> isNow(told, unit))
                .flatMap(told -> read.getOrDefault(new Reading(line.taskId(), told), List.of()).stream())
                .filter(one -> !one.line().stepAt().equals(line.stepAt()))
                .toList();
        if (!others.stream().allMatch(one -> recordedBy(one.notice(), commits, NoticeState.ACCEPTED))) {
            return;
        }
        var last = others.isEmpty() ? null : others.get(others.size() - 1).line();
        switch (line.step()) {
            case ActSteps.TAKEN_OFF ->
                check(
                        3,
                        last != null && !last.step().equals(ActSteps.TAKEN_OFF),
                        "hears that it lost what it had not: %s %s",
                        unit,
                        line);
            case ActSteps.CLOSED ->
                check(
                        3,
                        !newest(others).equals(ActSteps.CLOSED),
                        () -> "hears twice that it is closed: " + unit + " " + line + "\n" + told(line.taskId(), unit));
            case ActSteps.REOPENED ->
                check(
                        3,
                        line.task().responsibility() != Responsibility.NONE
                                || newest(others).equals(ActSteps.CLOSED),
                        "hears that it is open again of which it never heard that it was closed: %s %s",
                        unit,
                        line);
            case ActSteps.ESCALATION_LIFTED ->
                check(
                        3,
                        others.stream().anyMatch(one -> one.line().asks() == NoticeKind.ESCALATION),
                        "hears the end of an alarm that it never heard: %s %s",
                        unit,
                        line);
            default ->
                check(
                        3,
                        last == null ? !line.step().equals(ActSteps.DEADLINE_MOVED) : !sameDeadline(last, line),
                        "is no news: %s %s",
                        unit,
                        line);
        }
    }

    /** The step of what came about last, in whichever order the mails came. */
    private static String newest(List<Read> lines) {
        return lines.stream()
                .map(Read::line)
                .max(Comparator.comparing(NoticeLine::stepAt))
                .map(NoticeLine::step)
                .orElse("");
    }

    /** What a unit was told of a task, and the course of each notice that told it. */
    private String told(String task, String unit) {
        return tables.steps().ofTask(task).stream()
                .filter(row -> row.unit().equals(unit))
                .map(row -> row.step() + " " + row.at() + " to " + row.address() + " " + row.fate() + " " + row.notice()
                        + " " + course.getOrDefault(row.notice(), List.of()))
                .collect(Collectors.joining("\n"));
    }

    private static boolean sameDeadline(NoticeLine last, NoticeLine line) {
        return last.task().exactDeadline() == line.task().exactDeadline()
                && last.task().deadlineDate().equals(line.task().deadlineDate())
                && (!last.task().exactDeadline()
                        || last.task().deadlineAt().equals(line.task().deadlineAt()));
    }

    /** Whether another notice than this may have come to a unit, by what was recorded before a commit or is by now. */
    /** What a unit was told that has left, whoever took over from it knows. */
    private boolean isNow(String told, String unit) {
        return told.equals(unit)
                || directory.tree().present(told).filter(unit::equals).isPresent();
    }

    private boolean mayHaveRead(String task, String unit, UUID notice, long commits) {
        return tables.steps().ofTask(task).stream()
                .filter(row -> isNow(row.unit(), unit)
                        && row.notice() != null
                        && !row.notice().equals(notice))
                .anyMatch(row -> mayHaveCome(tables.notices().committed(row.notice()))
                        || recordedBefore(row.notice(), commits)
                                .filter(Promises::mayHaveCome)
                                .isPresent());
    }

    private static boolean mayHaveCome(MemoryNotices.Row row) {
        return row.perhapsSent() || row.state() == NoticeState.SENDING || row.state() == NoticeState.UNKNOWN;
    }

    private boolean recordedBy(UUID notice, long commits, NoticeState state) {
        return recorded.getOrDefault(notice, List.of()).stream()
                .anyMatch(one -> one.commit < commits && one.row.state() == state);
    }

    private Optional<MemoryNotices.Row> recordedBefore(UUID notice, long commits) {
        return recorded.getOrDefault(notice, List.of()).stream()
                .filter(one -> one.commit < commits)
                .reduce((one, later) -> later)
                .map(Recorded::row);
    }

    private String owedTo(Notice notice, NoticeLine line) {
        return rowOf(notice, line).unit();
    }

    private static boolean states(NoticeLine line, Task task) {
        var told = line.task();
        return told.deadlineDate().equals(task.deadline().date())
                && (task.deadline().at() == null || task.deadline().at().equals(told.deadlineAt()))
                && told.title().equals(task.matter().title())
                && told.leadUnitEn().startsWith(task.leadUnit())
                && told.status().equals(task.status().name());
    }

    private @Nullable Task version(String id, long commit) {
        Task found = null;
        for (var version : versions.getOrDefault(id, List.of())) {
            // Commits are counted when they are done: this one was seen by whoever counted more.
            if (version.commit < commit) {
                found = version.task;
            }
        }
        return found;
    }

    /** A step that counts days comes at the policy's hour on a working day of its reader. */
    private void atCivilHours(Notice notice, NoticeLine line) {
        var step = rowOf(notice, line);
        var task = asOf(line);
        var unit = directory.tree().unit(step.unit());
        var pulled = line.stepAt().equals(task.supervision().plannedFrom());
        if (ActSteps.ACTS.contains(line.step()) || pulled || unit.isEmpty() || moved.contains(step.unit())) {
            return;
        }
        var local = line.stepAt().atZone(unit.get().zone());
        var civil = rules.inForce(line.stepAt())
                .anyMatch(book -> civil(book, task.supervision().policy(), line.step(), unit.get(), local));
        check(5, civil, "told to %s at %s: %s", unit.get(), local, line);
    }

    /** An office may read of a step for itself and, in the same mail, for a unit that it is told instead of. */
    private StepRow rowOf(Notice notice, NoticeLine line) {
        var rows = tables.steps().ofNotice(notice.id()).stream()
                .filter(row -> row.task().equals(line.taskId())
                        && row.step().equals(line.step())
                        && row.at().equals(line.stepAt())
                        && row.forUnit().isEmpty() == (line.forUnitZh() == null))
                .toList();
        return rows.stream()
                .filter(row -> row.line() != null && Objects.equals(row.line().forUnitZh(), line.forUnitZh()))
                .findFirst()
                .orElseGet(() -> rows.get(0));
    }

    private static boolean civil(Rulebook book, String policyName, String stepName, Unit unit, ZonedDateTime local) {
        var policy = book.policies().policy(policyName).orElseThrow();
        var step = policy.step(stepName);
        if (step.isEmpty()) {
            return false;
        }
        var calendar = unit.calendar() == null ? policy.calendar() : unit.calendar();
        return !countsDays(step.get())
                || (local.toLocalTime().equals(policy.tellAt())
                        && book.calendars().calendar(calendar).isWorkingDay(local.toLocalDate()));
    }

    private static boolean countsDays(Step step) {
        return !step.anchor().atOnce() && !(step.amount() instanceof Amount.Exact);
    }

    /** Has these tasks looked at next time. */
    void touch(Collection<Task> tasks) {
        tasks.forEach(task -> touched.add(task.id()));
    }

    /** The tasks about which something has changed since this was asked last. */
    Set<String> touched() {
        var tasks = Set.copyOf(touched);
        touched.clear();
        return tasks;
    }

    List<Mail> mails() {
        return mails;
    }

    static void check(int promise, boolean kept, String broken, Object... values) {
        check(promise, kept, () -> broken.formatted(values));
    }

    static void check(int promise, boolean kept, Supplier<String> broken) {
        if (!kept) {
            throw new AssertionError("promise " + promise + " is broken: " + broken.get());
        }
    }
}
