package org.duban.notice;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.content.NoticeLine;
import org.duban.fate.DroppedLine;
import org.duban.fate.DueStep;
import org.duban.fate.Fate;
import org.duban.fate.FateReason;
import org.duban.fate.KeptLine;
import org.duban.fate.LeftOut;
import org.duban.fate.ToldHistory;
import org.duban.fate.UnitStep;
import org.duban.policy.ActSteps;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.reasons.Reason;
import org.duban.simulation.MemoryDatabase;
import org.duban.simulation.Table;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The steps that have fallen due in memory, with the keys and locks of the table in PostgreSQL. */
public final class MemorySteps implements StepTable {

    private static final Comparator<StepRow> MOST_SEVERE_FIRST = Comparator.comparing(StepRow::level)
            .reversed()
            .thenComparing(Comparator.comparing((StepRow row) -> row.at().truncatedTo(ChronoUnit.MINUTES))
                    .reversed())
            .thenComparing(row -> row.kind().name());

    private static final Comparator<StepRow> BY_TASK =
            MOST_SEVERE_FIRST.thenComparing(StepRow::task).thenComparing(StepRow::id);

    private static final Comparator<StepRow> BY_DEADLINE = MOST_SEVERE_FIRST
            .thenComparing(row -> Objects.requireNonNull(row.line()).task().deadlineAt())
            .thenComparing(StepRow::task)
            .thenComparing(StepRow::id);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MemoryDatabase database;
    private final MemoryNotices notices;
    private final boolean written;
    private final MemoryDatabase.Latch composing;
    private final Table<Long, StepRow> rows;
    private final Table<Key, Long> keys;
    private final TreeSet<Long> untold = new TreeSet<>();
    private final Map<UUID, TreeSet<Long>> byNotice = new HashMap<>();
    private final Map<String, TreeSet<Long>> byTask = new HashMap<>();
    private final Map<Occurrence, TreeSet<Long>> byOccurrence = new HashMap<>();
    private long last;

    public MemorySteps(MemoryDatabase database, MemoryNotices notices) {
        this(database, notices, true);
    }

    /** @param written whether anybody reads the lines of what is untold, which are JSON */
    public MemorySteps(MemoryDatabase database, MemoryNotices notices, boolean written) {
        this.database = database;
        this.notices = notices;
        this.written = written;
        this.composing = database.latch();
        this.rows = database.<Long, StepRow>table().indexed(this::index);
        this.keys = database.table();
    }

    /** A row of the table. */
    public record StepRow(
            long id,
            String task,
            long revision,
            String step,
            Instant at,
            String audience,
            String recipient,
            String address,
            String forUnit,
            NoticeKind kind,
            NoticeLevel level,
            Fate fate,
            @Nullable Reason reason,
            @Nullable NoticeLine line,
            @Nullable UUID notice) {

        /** The unit that it was for, even if another was told instead. */
        public String unit() {
            return forUnit.isEmpty() ? recipient : forUnit;
        }

        /** Whether it is told beside all else. */
        boolean isNews() {
            var asked = forUnit.isEmpty() || line == null || line.owedKind() == null ? kind : line.owedKind();
            return asked == NoticeKind.DECISION || ActSteps.BESIDES.contains(step);
        }

        public UnitStep unitStep() {
            return new UnitStep(task, step, at, unit());
        }

        boolean isUntold() {
            return fate == Fate.TOLD && notice == null;
        }

        StepRow fated(Fate another, @Nullable Reason why) {
            return new StepRow(
                    id, task, revision, step, at, audience, recipient, address, forUnit, kind, level, another, why,
                    line, notice);
        }

        StepRow saying(NoticeLine another) {
            return new StepRow(
                    id, task, revision, step, at, audience, recipient, address, forUnit, kind, level, fate, reason,
                    another, notice);
        }

        StepRow in(UUID another) {
            return new StepRow(
                    id, task, revision, step, at, audience, recipient, address, forUnit, kind, level, fate, reason,
                    line, another);
        }
    }

    private record Occurrence(String task, String step, Instant at) {
        static Occurrence of(StepRow row) {
            return new Occurrence(row.task, row.step, row.at);
        }
    }

    private record Key(String task, String step, Instant at, String recipient, String address, String forUnit) {
        static Key of(DueStep step) {
            return new Key(
                    step.taskId(), step.step().step(), step.step().at(), step.unit(), step.address(), step.forUnit());
        }

        static Key of(StepRow row) {
            return new Key(row.task, row.step, row.at, row.recipient, row.address, row.forUnit);
        }
    }

    private void index(long id, @Nullable StepRow before, @Nullable StepRow after) {
        untold.remove(id);
        if (before != null && before.notice != null) {
            byNotice.getOrDefault(before.notice, new TreeSet<>()).remove(id);
        }
        if (after != null) {
            if (after.isUntold()) {
                untold.add(id);
            }
            if (after.notice != null) {
                byNotice.computeIfAbsent(after.notice, any -> new TreeSet<>()).add(id);
            }
            if (before == null) {
                byTask.computeIfAbsent(after.task, any -> new TreeSet<>()).add(id);
                byOccurrence
                        .computeIfAbsent(Occurrence.of(after), any -> new TreeSet<>())
                        .add(id);
            }
        }
    }

    /** Told of each row that a commit has changed. */
    public void watch(Table.Index<Long, StepRow> watcher) {
        rows.indexed(watcher);
    }

    /** The committed rows of a task. */
    public List<StepRow> ofTask(String task) {
        return committed(byTask.getOrDefault(task, new TreeSet<>()));
    }

    /** The committed rows that a notice tells. */
    public List<StepRow> ofNotice(UUID notice) {
        return committed(byNotice.getOrDefault(notice, new TreeSet<>()));
    }

    private List<StepRow> committed(Collection<Long> ids) {
        return ids.stream()
                .map(rows::committed)
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    /** Whether anything waits for its notice. */
    public boolean anyUntold() {
        return !untold.isEmpty();
    }

    public Collection<StepRow> all() {
        return rows.all();
    }

    @Override
    public void lockForTaking() {
        database.statement("steps: lock for taking", composing::share);
    }

    @Override
    public void lockForComposing() {
        database.statement("steps: lock for composing", composing::take);
    }

    @Override
    public void insert(List<DueStep> steps) {
        database.statement("steps: insert", () -> steps.forEach(this::insert));
    }

    @Override
    public void insertNew(List<DueStep> steps) {
        database.statement("steps: insert new", () -> {
            var fresh = steps.stream().filter(step -> !had(step)).toList();
            fresh.forEach(this::insert);
        });
    }

    private boolean had(DueStep step) {
        var unit = step.forUnit().isEmpty() ? step.unit() : step.forUnit();
        var same = new Occurrence(step.taskId(), step.step().step(), step.step().at());
        return rows.seen(byOccurrence.getOrDefault(same, new TreeSet<>()))
                .anyMatch(row -> Occurrence.of(row).equals(same)
                        && row.fate != Fate.SUPERSEDED
                        && row.unit().equals(unit));
    }

    private void insert(DueStep step) {
        var key = Key.of(step);
        // A number is used up also by a step that turns out to be there.
        var id = ++last;
        keys.lock(key);
        if (keys.get(key) != null) {
            return;
        }
        keys.put(key, id);
        rows.put(
                id,
                new StepRow(
                        id,
                        step.taskId(),
                        step.revision(),
                        step.step().step(),
                        step.step().at(),
                        step.step().audience().toString(),
                        step.unit(),
                        step.address(),
                        step.forUnit(),
                        step.step().kind(),
                        step.step().level(),
                        step.fate(),
                        step.reason(),
                        step.line(),
                        null));
    }

    @Override
    public Map<String, Set<String>> escalated(Collection<String> tasks) {
        return database.statement("steps: escalated", () -> {
            var escalated = new HashMap<String, Set<String>>();
            for (var task : tasks) {
                rows.seen(byTask.getOrDefault(task, new TreeSet<>()))
                        .filter(row ->
                                row.task.equals(task) && row.kind == NoticeKind.ESCALATION && row.fate == Fate.TOLD)
                        .map(StepRow::recipient)
                        .sorted()
                        .forEach(recipient -> escalated
                                .computeIfAbsent(task, any -> new LinkedHashSet<>())
                                .add(recipient));
            }
            return escalated;
        });
    }

    @Override
    public List<ToldHistory.Told> heard(Collection<String> tasks) {
        return database.statement(
                "steps: heard",
                () -> tasks.stream()
                        .flatMap(task -> rows.seen(byTask.getOrDefault(task, new TreeSet<>()))
                                .filter(row -> row.task.equals(task) && row.fate == Fate.TOLD && row.line != null))
                        .sorted(Comparator.comparing(StepRow::id))
                        .map(MemorySteps::heard)
                        .toList());
    }

    private static ToldHistory.Told heard(StepRow row) {
        var line = java.util.Objects.requireNonNull(row.line);
        return new ToldHistory.Told(
                row.task,
                row.unit(),
                line.asks(),
                row.step,
                row.at,
                line.task().deadlineDate(),
                line.task().exactDeadline() ? line.task().deadlineAt() : null,
                row.notice);
    }

    @Override
    public List<LeftOut> leftOut(Collection<String> tasks) {
        return database.statement(
                "steps: left out",
                () -> tasks.stream()
                        .sorted()
                        .flatMap(task -> leftOut(rows.seen(byTask.getOrDefault(task, new TreeSet<>()))
                                .filter(row -> row.task.equals(task))
                                .toList()))
                        .toList());
    }

    /** What of a task was left out for nothing, as it was committed. */
    public List<LeftOut> committedLeftOut(String task) {
        return leftOut(ofTask(task)).toList();
    }

    private Stream<LeftOut> leftOut(List<StepRow> ofTask) {
        var leftOut = ofTask.stream()
                .filter(row -> !row.unit().isEmpty())
                .filter(row -> row.fate == Fate.SUPERSEDED && !row.isNews()
                        || row.fate == Fate.UNDELIVERABLE
                                && ofTask.stream().noneMatch(other -> fellIntoAHold(other, row)))
                .filter(row -> ofTask.stream().noneMatch(told -> standsFor(told, row)))
                .collect(Collectors.groupingBy(StepRow::unitStep));
        return leftOut.entrySet().stream()
                .map(each -> new LeftOut(each.getKey(), refused(each.getValue())))
                .sorted(Comparator.comparing((LeftOut each) -> each.step().at())
                        .thenComparing(each -> each.step().step())
                        .thenComparing(each -> each.step().unit()));
    }

    private static boolean fellIntoAHold(StepRow other, StepRow row) {
        return other.fate == Fate.MOOT
                && other.unitStep().equals(row.unitStep())
                && other.reason != null
                && other.reason.is(FateReason.PUT_ON_HOLD);
    }

    private static Set<String> refused(List<StepRow> same) {
        return same.stream()
                .filter(row -> row.fate == Fate.UNDELIVERABLE && row.notice != null)
                .map(StepRow::address)
                .collect(Collectors.toSet());
    }

    private boolean standsFor(StepRow told, StepRow row) {
        if (told.fate != Fate.TOLD || !told.unit().equals(row.unit())) {
            return false;
        }
        if (row.isNews()) {
            return told.step.equals(row.step) && told.at.equals(row.at);
        }
        var sentAt = told.notice == null ? null : notices.sentAt(told.notice);
        return !told.isNews() && (!told.at.isBefore(row.at) || sentAt == null || !sentAt.isBefore(row.at));
    }

    @Override
    public Set<UnitStep> fellAway(Collection<String> tasks) {
        return database.statement("steps: fell away", () -> {
            var fates = new HashMap<UnitStep, Set<Fate>>();
            tasks.forEach(task -> rows.seen(byTask.getOrDefault(task, new TreeSet<>()))
                    .filter(row -> row.task.equals(task))
                    .forEach(row -> fates.computeIfAbsent(row.unitStep(), any -> EnumSet.noneOf(Fate.class))
                            .add(row.fate)));
            fates.values().removeIf(some -> some.contains(Fate.TOLD) || some.equals(Set.of(Fate.SUPERSEDED)));
            return Set.copyOf(fates.keySet());
        });
    }

    @Override
    public void judgeAnew(List<DueStep> steps) {
        database.statement(
                "steps: forget",
                () -> steps.stream()
                        .flatMap(step -> replaced(step).stream())
                        .map(StepRow::id)
                        .distinct()
                        .sorted()
                        .forEach(id -> {
                            var row = rows.get(id);
                            keys.lock(Key.of(row));
                            keys.put(Key.of(row), null);
                            rows.put(id, null);
                        }));
        insert(steps);
    }

    private List<StepRow> replaced(DueStep step) {
        var same = new Occurrence(step.taskId(), step.step().step(), step.step().at());
        return rows.seen(byOccurrence.getOrDefault(same, new TreeSet<>()))
                .filter(row -> Occurrence.of(row).equals(same) && row.unit().equals(step.owedTo()))
                .filter(row -> row.fate == Fate.SUPERSEDED || row.fate == Fate.UNDELIVERABLE && row.notice == null)
                .toList();
    }

    @Override
    public List<Untold> untold(int limit) {
        return database.statement(
                "steps: untold",
                () -> rows.seen(untold)
                        .filter(StepRow::isUntold)
                        .sorted(Comparator.comparing(StepRow::recipient)
                                .thenComparing(StepRow::address)
                                .thenComparing(BY_TASK))
                        .limit(limit)
                        .map(row -> new Untold(
                                row.id,
                                row.recipient,
                                row.address,
                                row.task,
                                row.at,
                                row.kind,
                                row.level,
                                json(row.line)))
                        .toList());
    }

    private @Nullable String json(@Nullable NoticeLine line) {
        return line == null ? null : written ? JSON.writeValueAsString(line) : "{}";
    }

    @Override
    public void assign(Map<Long, UUID> noticeByStep) {
        database.statement(
                "steps: assign",
                () -> noticeByStep.keySet().stream()
                        .sorted()
                        .forEach(id -> rows.update(id, row -> row.in(noticeByStep.get(id)))));
    }

    @Override
    public List<KeptLine> linesOf(Collection<UUID> notices) {
        return database.statement("steps: lines", () -> {
            var ids = new LinkedHashSet<Long>();
            notices.forEach(notice -> ids.addAll(byNotice.getOrDefault(notice, new TreeSet<>())));
            return rows.seen(ids)
                    .filter(row -> row.fate == Fate.TOLD && row.notice != null && notices.contains(row.notice))
                    .sorted(BY_DEADLINE)
                    .map(row -> new KeptLine(row.id, row.notice, row.forUnit, row.audience, row.line))
                    .toList();
        });
    }

    @Override
    public List<KeptLine> saidBy(UUID notice) {
        return database.statement(
                "steps: said",
                () -> rows.seen(new LinkedHashSet<>(byNotice.getOrDefault(notice, new TreeSet<>())))
                        .filter(row -> row.fate == Fate.TOLD || row.fate == Fate.UNDELIVERABLE)
                        .sorted(BY_DEADLINE)
                        .map(row -> new KeptLine(row.id, row.notice, row.forUnit, row.audience, row.line))
                        .toList());
    }

    @Override
    public void tellAgain(UUID notice) {
        var ids = new LinkedHashSet<>(byNotice.getOrDefault(notice, new TreeSet<>()));
        update("steps: tell again", ids, row -> row.fate == Fate.UNDELIVERABLE ? row.fated(Fate.TOLD, null) : row);
    }

    @Override
    public void rewrite(Map<Long, NoticeLine> lines) {
        update("steps: rewrite", lines.keySet(), row -> row.saying(lines.get(row.id)));
    }

    @Override
    public void drop(Map<Long, DroppedLine> dropped) {
        update(
                "steps: drop",
                dropped.keySet(),
                row -> row.fated(dropped.get(row.id).fate(), dropped.get(row.id).reason()));
    }

    @Override
    public void move(Map<Long, UUID> noticeByStep) {
        update("steps: move", noticeByStep.keySet(), row -> row.in(noticeByStep.get(row.id)));
    }

    @Override
    public void undeliverable(Collection<UUID> notices, Reason reason) {
        var ids = new ArrayList<Long>();
        notices.forEach(notice -> ids.addAll(byNotice.getOrDefault(notice, new TreeSet<>())));
        update("steps: undeliverable", ids, row -> row.fate == Fate.TOLD ? row.fated(Fate.UNDELIVERABLE, reason) : row);
    }

    private void update(String name, Collection<Long> ids, Function<StepRow, StepRow> change) {
        database.statement(name, () -> ids.stream().sorted().forEach(id -> rows.update(id, change::apply)));
    }
}
