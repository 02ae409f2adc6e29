package org.duban.notice.pipeline;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.duban.content.Notice;
import org.duban.content.NoticeLine;
import org.duban.content.NoticeLine.Name;
import org.duban.content.TaskFactsFactory;
import org.duban.directory.Directory;
import org.duban.fate.DueStep;
import org.duban.fate.Fate;
import org.duban.fate.FateReason;
import org.duban.fate.KeptLine;
import org.duban.ledger.TaskLedger;
import org.duban.notice.StepTable;
import org.duban.plan.PlannedStep;
import org.duban.policy.Audience;
import org.duban.policy.NoticeKind;
import org.duban.rulebook.Planner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sees to it that what could not be told to a unit is told to the office above it, once. */
@Component
final class UndeliverableNotices {

    private static final Logger log = LoggerFactory.getLogger(UndeliverableNotices.class);

    private static final int MOST_LOGGED = 20;

    private final StepTable steps;
    private final TaskLedger ledger;
    private final Planner planner;
    private final Directory directory;
    private final MailForwarding forwarding;
    private final NoticeMeters meters;
    private final InstantSource clock;

    UndeliverableNotices(
            StepTable steps,
            TaskLedger ledger,
            Planner planner,
            Directory directory,
            MailForwarding forwarding,
            NoticeMeters meters,
            InstantSource clock) {
        this.steps = steps;
        this.ledger = ledger;
        this.planner = planner;
        this.directory = directory;
        this.forwarding = forwarding;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Records that a notice reached nobody and owes its lines to the office above; joins the caller's transaction.
     *
     * @return whether there is an office above that can be reached
     */
    boolean record(Notice notice, String reply) {
        if (notice.mail() != null) {
            return forwarded(notice);
        }
        var units = directory.tree();
        var now = clock.instant();
        var kept = steps.linesOf(List.of(notice.id()));
        var above = units.reachableAbove(
                notice.recipient(), now, reader -> !reader.address().equals(notice.address()));
        var reason = above.map(office -> FateReason.REFUSED_TOLD_INSTEAD.with(reply, office.code()))
                .orElse(FateReason.REFUSED_NOBODY_ABOVE.with(reply));
        steps.undeliverable(List.of(notice.id()), reason);
        if (above.isEmpty()) {
            log.error("Notice {} reached nobody and there is nobody above {}", notice.id(), notice.recipient());
            meters.toldToNobody(kept.size());
            return false;
        }
        var office = above.get();
        var tasks = ledger.tasks(kept.stream().map(each -> each.line().taskId()).collect(Collectors.toSet()));
        var factsFactory = new TaskFactsFactory(planner.now(), units);
        var rows = new ArrayList<DueStep>();
        for (var each : kept) {
            var line = each.line()
                    .insteadOf(
                            new Name(notice.recipientZh(), notice.recipientEn()),
                            factsFactory.name(office.code()),
                            factsFactory.readBy(office, each.line().task(), tasks, now),
                            factsFactory.officeAbove(office.code(), now));
            for (var reader : units.readers(office.code(), now)) {
                rows.add(instead(each, notice, office.code(), reader.address(), line.readBy(reader)));
            }
        }
        steps.insert(rows);
        return true;
    }

    /** A mail that reached nobody is for the next one above; it stands on the page of the inbox all the same. */
    private boolean forwarded(Notice notice) {
        var onward = forwarding.onward(notice);
        if (!onward) {
            log.error("Notice {} reached nobody, and the mail that it forwards nobody above", notice.id());
            meters.toldToNobody(1);
        }
        return onward;
    }

    /** Raises the alarm about steps of which nobody at all was told. */
    void alarm(List<DueStep> toldToNobody) {
        meters.toldToNobody(toldToNobody.size());
        toldToNobody.stream()
                .limit(MOST_LOGGED)
                .forEach(row -> log.error(
                        "Nobody was told of step {} of task {}: {}", row.step().step(), row.taskId(), row.reason()));
    }

    private static DueStep instead(KeptLine kept, Notice notice, String office, String address, NoticeLine line) {
        var step = new PlannedStep(
                line.step(),
                line.stepAt(),
                new Audience.Named(office),
                List.of(office),
                NoticeKind.ESCALATION,
                line.level(),
                0,
                null,
                List.of(),
                null);
        var owedTo = kept.forUnit().isEmpty() ? notice.recipient() : kept.forUnit();
        return new DueStep(
                line.taskId(),
                line.task().revision(),
                step,
                office,
                address,
                owedTo,
                Fate.TOLD,
                FateReason.IN_PLACE_OF.with(owedTo),
                line);
    }
}
