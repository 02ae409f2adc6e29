package org.duban.plan.oracle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.duban.calendar.Calendars;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.directory.UnitTree;
import org.duban.fate.Fates;
import org.duban.files.InputFile;
import org.duban.ledger.Histories;
import org.duban.plan.Plan;
import org.duban.policy.Policies;
import org.duban.policy.Policy;
import org.duban.policy.PolicyFile;
import org.duban.rulebook.Planner;
import org.duban.task.Task;

/** An example set up twice: for the planner, through the readers and the fold of the service, and for the oracle. */
final class Stage {

    private static final List<InputFile> BUILT_IN =
            List.of(InputFile.of("classpath:calendars/cn-2025.yaml"), InputFile.of("classpath:calendars/cn-2026.yaml"));
    private static final int CALENDARS_KEPT = 20;
    private static final Map<List<Map<String, Object>>, Calendars> MADE = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Map<String, Object>>, Calendars> eldest) {
            return size() > CALENDARS_KEPT;
        }
    };

    private final UnitTree known;
    private final UnitTree tree;
    private final Policies policies;
    private final Policies laterPolicies;
    private final Planner planner;
    private final Map<String, NaiveCalendar> naiveCalendars;
    private final NaiveLedger naiveLedger;
    private final List<Task> lives = new ArrayList<>();
    private final List<String> disputed = new ArrayList<>();

    /** @throws RuntimeException if the example is none: a file with a mistake, or no event that makes a task */
    Stage(Example example) {
        var units = example.units().stream().map(Stage::unit).toList();
        this.known = new UnitTree(units, Set.of());
        this.tree = new UnitTree(left(example), Set.of());
        var calendars = MADE.computeIfAbsent(example.calendars(), Stage::calendars);
        this.policies = policies(example.policies(), calendars, units);
        this.laterPolicies = policies(example.laterPolicies(), calendars, units);
        this.planner = new Planner(laterPolicies, calendars);
        this.naiveCalendars = NaiveCalendars.read(example.calendars());
        this.naiveLedger = new NaiveLedger(units.stream().collect(Collectors.toMap(Unit::code, Function.identity())));
        example.events().forEach(this::fold);
        if (lives.isEmpty()) {
            throw new IllegalArgumentException("no event assigns the task");
        }
    }

    /** The events of which the ledger and its naive twin disagree whether they get in. */
    List<String> disputed() {
        return disputed;
    }

    /** The task as it was after each event that was applied. */
    List<Task> lives() {
        return lives;
    }

    Plan plan(Task task) {
        return planner.plan(task, tree);
    }

    NaivePlan naivePlan(Task task) {
        var byCode = tree.units().stream().collect(Collectors.toMap(Unit::code, Function.identity()));
        var begin = Instant.MIN;
        NaivePlan before = null;
        for (var earlier : task.supervision().earlierPolicies()) {
            if (earlier.until().isAfter(firstAssignment(task))) {
                var policy = laterPolicies.policy(earlier.name()).orElseThrow();
                before = new NaivePlan(task, policy, naiveCalendars, byCode, begin, before);
                begin = earlier.until();
            }
        }
        return new NaivePlan(task, policy(task), naiveCalendars, byCode, begin, before);
    }

    /** Who assists since before another unit came to lead has its assignment from then. */
    private static Instant firstAssignment(Task task) {
        var first = task.toldFrom().assignment();
        for (var joined : task.toldFrom().joined().values()) {
            first = joined.isBefore(first) ? joined : first;
        }
        return first;
    }

    List<Fates.Line> fates(Task task, Instant after, Instant now) {
        return Fates.of(planner, tree, task, plan(task), after, now);
    }

    int workingDaysLeft(Task task, LocalDate day) {
        return planner.workingDaysLeft(task, day);
    }

    Policy policy(Task task) {
        return laterPolicies.policy(task.supervision().policy()).orElseThrow();
    }

    /** Where a unit sits; where nobody is, where the lead unit does. */
    ZoneId zone(String unit, Task task) {
        return tree.unit(unit.isEmpty() ? task.leadUnit() : unit)
                .map(Unit::zone)
                .orElse(ZoneOffset.UTC);
    }

    /** The days on which a unit works: its own, or those of the policy. */
    NaiveCalendar calendar(String unit, Task task) {
        var own = tree.unit(unit).map(Unit::calendar).map(naiveCalendars::get);
        return own.orElse(naiveCalendars.get(policy(task).calendar()));
    }

    /** The codes of the units that are left. */
    List<String> units() {
        return tree.units().stream().map(Unit::code).sorted().toList();
    }

    /** What is told in lines that a clerk can check, by the clock of whoever is told. */
    List<String> lines(List<Told> told) {
        return told.stream().map(this::line).toList();
    }

    private String line(Told told) {
        return told.at().atZone(zone(told.unit(), lives.get(0))).toOffsetDateTime() + " " + told.words();
    }

    private void fold(Map<String, Object> line) {
        var last = lives.isEmpty() ? null : lives.get(lives.size() - 1);
        var learned = Instant.parse((String) line.get("learned"));
        var folded = Histories.fold(last, Acts.event(line, lives.size()), learned, known, policies);
        var amounts = line.containsKey("amounts") || line.containsKey("policy");
        if (!amounts && folded.isPresent() != naiveLedger.takes(last, line)) {
            disputed.add(line + " of " + last);
        }
        folded.ifPresent(lives::add);
    }

    static Calendars calendars(List<Map<String, Object>> texts) {
        var own = texts.stream()
                .map(text -> InputFile.ofText(text.get("calendar") + ".yaml", Example.write(text)))
                .toList();
        return Calendars.read(BUILT_IN, own);
    }

    private static Policies policies(Map<String, Object> texts, Calendars calendars, List<Unit> units) {
        var file = InputFile.ofText("policies.yaml", Example.write(Map.of("policies", texts)));
        return PolicyFile.read(
                file, calendars.names(), units.stream().map(Unit::code).toList());
    }

    /** The units that are still there when the plan is made. */
    private static List<Unit> left(Example example) {
        return example.units().stream()
                .filter(unit -> !unit.containsKey("gone"))
                .map(Stage::unit)
                .toList();
    }

    private static Unit unit(Map<String, Object> text) {
        var code = (String) text.get("code");
        return new Unit(
                code,
                (String) text.get("parent"),
                UnitKind.valueOf((String) text.getOrDefault("kind", "UNIT")),
                code,
                code,
                List.of(code + "@duban.example"),
                Locale.ENGLISH,
                ZoneId.of((String) text.getOrDefault("zone", "Asia/Shanghai")),
                (String) text.get("calendar"));
    }
}
