package org.duban.notice.pipeline;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.directory.Directory;
import org.duban.directory.UnitTree;
import org.duban.fate.KeptLine;
import org.duban.fate.LineValidity;
import org.duban.fate.ToldHistory;
import org.duban.ledger.TaskLedger;
import org.duban.notice.NoticeTable;
import org.duban.notice.StepTable;
import org.duban.policy.ActSteps;
import org.duban.rulebook.Planner;
import org.springframework.stereotype.Component;

/** Judges, right before sending, whether what a notice says is still so: nobody is told what no longer holds. */
@Component
final class ValidityChecker {

    private final TaskLedger ledger;
    private final Planner planner;
    private final Directory directory;
    private final StepTable steps;
    private final NoticeTable notices;
    private final InstantSource clock;

    ValidityChecker(
            TaskLedger ledger,
            Planner planner,
            Directory directory,
            StepTable steps,
            NoticeTable notices,
            InstantSource clock) {
        this.ledger = ledger;
        this.planner = planner;
        this.directory = directory;
        this.steps = steps;
        this.notices = notices;
        this.clock = clock;
    }

    /**
     * Makes a judgement as of now about these lines.
     *
     * @param waited the notices that waited, or whose readers have left: time itself, or the tree, may have changed what was so
     *     when they were composed, as where a line is told long after its step
     * @param claim under which they are to be sent
     */
    LineValidity about(Collection<KeptLine> lines, Set<UUID> waited, UUID claim) {
        var now = clock.instant();
        var ids = lines.stream().map(kept -> kept.line().taskId()).collect(Collectors.toSet());
        var revisions = ledger.revisions(ids);
        var looked = ledger.tasks(lines.stream()
                .filter(kept -> waited.contains(kept.notice())
                        || kept.line().stepAt().isBefore(now.minus(NoticeTable.WAITED))
                        || !Objects.equals(
                                revisions.get(kept.line().taskId()),
                                kept.line().task().revision()))
                .map(kept -> kept.line().taskId())
                .collect(Collectors.toSet()));
        var units = directory.tree();
        var heard = history(lines, units, claim);
        return new LineValidity(
                planner.now(), units, revisions, looked, waited, steps.fellAway(looked.keySet()), heard, now);
    }

    private ToldHistory history(Collection<KeptLine> lines, UnitTree units, UUID claim) {
        var heard = steps.heard(lines.stream()
                .filter(kept -> ToldHistory.decideAbout(kept.line().step())
                        || kept.line().step().equals(ActSteps.CLOSED))
                .map(kept -> kept.line().taskId())
                .collect(Collectors.toSet()));
        var ids = heard.stream().flatMap(one -> Stream.ofNullable(one.notice())).collect(Collectors.toSet());
        return ToldHistory.through(heard, units, ids.isEmpty() ? Set.of() : notices.handedOver(ids, claim));
    }
}
