package org.duban.task;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duban.directory.Directory;
import org.duban.directory.Removal;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.directory.UnitTree;
import org.duban.ledger.NameCheck;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;

/** Units, policies and events that the tests of the ledger speak of. */
public final class Fixtures {

    public static final Instant HAPPENED = Instant.parse("2026-11-20T01:00:00Z");
    public static final Instant APPLIED_AT = Instant.parse("2026-11-23T02:00:00Z");
    public static final KnownPolicies POLICIES = new TwoPolicies();
    public static final UnitTree UNITS = new UnitTree(
            List.of(
                    unit("shigatse-group", null, UnitKind.LEADING_GROUP),
                    unit("shigatse-office", "shigatse-group", UnitKind.LEADING_GROUP_OFFICE),
                    unit("gyangze-office", "shigatse-office", UnitKind.LEADING_GROUP_OFFICE),
                    unit("gyangze-education", "gyangze-office", UnitKind.UNIT),
                    unit("gyangze-health", "gyangze-office", UnitKind.UNIT),
                    unit("gyangze-roads", "gyangze-office", UnitKind.UNIT),
                    unit("lhaze-office", "shigatse-office", UnitKind.LEADING_GROUP_OFFICE),
                    unit("lhaze-roads", "lhaze-office", UnitKind.UNIT),
                    unit("museum", null, UnitKind.UNIT)),
            Set.of());

    private Fixtures() {}

    public static Names names() {
        return new Names(UNITS, POLICIES);
    }

    public static TaskFold fold() {
        return new TaskFold(names(), APPLIED_AT);
    }

    public static Directory directory() {
        return new FixedDirectory();
    }

    public static NameCheck knownNames() {
        return new NameCheck(directory(), POLICIES);
    }

    public static Act.Assigned assignment() {
        return assignment("2026-12-31");
    }

    public static Act.Assigned assignment(String deadline) {
        return new Act.Assigned(
                new Matter("Repair the school roof", "winter-2026", null, 2.5, "4.1", Urgency.NORMAL, null),
                "gyangze-education",
                List.of("gyangze-health"),
                deadline,
                "standard",
                Map.of(),
                null);
    }

    /** An assignment under a policy with amounts of the task's own. */
    public static Act.Assigned assignment(String policy, Map<String, String> amounts) {
        return new Act.Assigned(
                new Matter("Repair the school roof", null, null, null, null, Urgency.NORMAL, null),
                "gyangze-education",
                List.of(),
                "2026-12-31",
                policy,
                amounts,
                null);
    }

    public static Act.Amended amendment(@Nullable String policy, @Nullable Map<String, String> amounts) {
        return new Act.Amended(Matter.Rewording.NONE, null, null, null, policy, amounts, null);
    }

    public static TaskEvent event(String taskId, Act act) {
        return event(taskId, act, HAPPENED, null);
    }

    public static TaskEvent event(String taskId, Act act, Instant time, @Nullable Long sequence) {
        return event(java.util.UUID.randomUUID().toString(), taskId, act, time, sequence);
    }

    public static TaskEvent event(String id, String taskId, Act act, Instant time, @Nullable Long sequence) {
        return new TaskEvent(
                "/oa", id, "duban.task." + act.getClass().getSimpleName(), taskId, time, sequence, act, "{\"a\":1}");
    }

    public static Act.Amended amendment(
            @Nullable String lead,
            @Nullable String deadline,
            @Nullable List<String> assisting,
            @Nullable String policy) {
        return new Act.Amended(Matter.Rewording.NONE, lead, assisting, deadline, policy, null, null);
    }

    /** Folds the acts one after the other; each must be applied. */
    public static Task after(Act... acts) {
        Task task = null;
        for (var act : acts) {
            var verdict = fold().apply(task, event("T-1", act));
            if (!(verdict instanceof Verdict.Applied applied)) {
                throw new AssertionError(act + " was not applied: " + verdict);
            }
            task = applied.task();
        }
        return java.util.Objects.requireNonNull(task);
    }

    private static Unit unit(String code, @Nullable String parent, UnitKind kind) {
        return new Unit(code, parent, kind, code, code, new ArrayList<>(), Locale.ENGLISH, ZoneId.of("Asia/Shanghai"));
    }

    /** {@code standard} lets a task have its own amount for {@code three-days}, {@code urgent} for nothing. */
    private static final class TwoPolicies implements KnownPolicies {
        @Override
        public Set<String> names() {
            return Set.of("standard", "urgent");
        }

        /** Those of the urgent ones end with the office day, in the afternoon. */
        @Override
        public LocalTime closing(String policy) {
            return policy.equals("urgent") ? LocalTime.of(18, 0) : KnownPolicies.super.closing(policy);
        }

        @Override
        public Optional<Reason> objection(String policy, Map<String, String> amounts) {
            return amounts.keySet().stream()
                    .filter(step -> !policy.equals("standard") || !step.equals("three-days"))
                    .map(step -> Reason.text("the policy \"" + policy + "\" has no such step")
                            .at("data.amounts." + step))
                    .findFirst();
        }
    }

    private static final class FixedDirectory implements Directory {
        @Override
        public UnitTree tree() {
            return UNITS;
        }

        @Override
        public void save(Collection<Unit> units) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void holdCodes() {
            // Nobody takes one away.
        }

        @Override
        public void remove(Removal removal) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void markUnreachable(String address, Instant since, String reason) {
            throw new UnsupportedOperationException();
        }
    }
}
