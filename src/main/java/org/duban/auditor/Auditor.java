package org.duban.auditor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.duban.auditor.JdbcAuditPasses.Begun;
import org.duban.auditor.JdbcAuditPasses.Figures;
import org.duban.auditor.JdbcFindings.Noted;
import org.duban.directory.Directory;
import org.duban.ledger.LedgerHistories;
import org.duban.ledger.LedgerHistories.Account;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Recomputes in passes what must have been told by now, raises the alarm on each gap, has it healed, and looks again whether
 * it is. It trusts neither Quartz nor the agenda nor the rounds.
 */
@Component
@ConditionalOnRole(Role.CLOCK)
final class Auditor {

    private static final Logger log = LoggerFactory.getLogger(Auditor.class);

    private static final int BATCH = 2_000;
    private static final Duration LEASE = Duration.ofMinutes(5);

    /** The nodes' turns are not quite in step. */
    private static final double PAUSE = 0.9;

    /** A lease lasts five minutes and is renewed while a mail is on its way; a due notice is taken within seconds. */
    private static final Duration LONG_EXPIRED = Duration.ofMinutes(30);

    /** So many gaps are taken up in one pass; the others are left to the next. */
    private static final int MOST = 10_000;

    private final LedgerHistories books;
    private final JdbcAuditSource evidence;
    private final JdbcAuditPasses passes;
    private final JdbcFindings findings;
    private final TaskInspector inspector;
    private final GapRepair healer;
    private final PlanRules rules;
    private final Directory directory;
    private final GapAlarm alarm;
    private final InstantSource clock;
    private final AuditProperties properties;
    private volatile boolean stopping;

    /** It has so many collaborators because it holds against each other what all rooms keep. */
    Auditor(
            LedgerHistories books,
            JdbcAuditSource evidence,
            JdbcAuditPasses passes,
            JdbcFindings findings,
            TaskInspector inspector,
            GapRepair healer,
            PlanRules rules,
            Directory directory,
            GapAlarm alarm,
            InstantSource clock,
            AuditProperties properties) {
        this.books = books;
        this.evidence = evidence;
        this.passes = passes;
        this.findings = findings;
        this.inspector = inspector;
        this.healer = healer;
        this.rules = rules;
        this.directory = directory;
        this.alarm = alarm;
        this.clock = clock;
        this.properties = properties;
    }

    /** Notes which rules plans follow from now on. */
    void noteRules() {
        passes.rules(rules.digest(directory.tree()), clock.instant());
    }

    /** Lets a pass under way end after its batch, to be begun again on another node. */
    void stop() {
        stopping = true;
    }

    /** One pass over all open tasks and those closed since the last one; empty if it is not this node's turn. */
    Optional<Figures> pass() {
        noteRules();
        var now = clock.instant();
        var pause = Duration.ofMillis((long) (properties.every().toMillis() * PAUSE));
        return passes.begin(now, pause, now.plus(LEASE)).flatMap(this::pass);
    }

    private Optional<Figures> pass(Begun pass) {
        try {
            var tally = new Tally(pass);
            var closedSince = closedSince(pass);
            if (!walk(tally, books::open)
                    || !walk(tally, (after, limit) -> books.closedSince(closedSince, after, limit))) {
                passes.abandon(pass);
                return Optional.empty();
            }
            tally.suspect(ofNotices(pass));
            var figures = takeUp(tally);
            passes.finish(pass, figures, tally.lastStep, clock.instant());
            log.info("Audited {} tasks: {} gaps found, {} healed", figures.tasks(), figures.found(), figures.healed());
            return Optional.of(figures);
        } catch (RuntimeException e) {
            passes.abandon(pass);
            throw e;
        }
    }

    /** What one pass has seen so far. */
    private final class Tally {
        final Begun pass;
        final long lastStep = evidence.lastStep();
        final List<Gap> suspects = new ArrayList<>();
        long tasks;
        long notComparable;

        Tally(Begun pass) {
            this.pass = pass;
        }

        void suspect(List<Gap> gaps) {
            suspects.addAll(gaps.subList(0, Math.min(gaps.size(), MOST - suspects.size())));
        }

        boolean full() {
            return suspects.size() >= MOST;
        }
    }

    private interface Accounts {
        List<Account> next(@Nullable String after, int limit);
    }

    /** Each closed task is looked at once more after what its closure led to has been told. */
    private Instant closedSince(Begun pass) {
        return pass.before() == null
                ? Instant.EPOCH
                : pass.before().minus(properties.grace()).minus(properties.every());
    }

    /** @return false if it was not walked to the end */
    private boolean walk(Tally tally, Accounts accounts) {
        var batch = accounts.next(null, BATCH);
        while (!batch.isEmpty()) {
            look(tally, batch);
            if (stopping || !passes.renew(tally.pass, clock.instant().plus(LEASE))) {
                return false;
            }
            var last = batch.get(batch.size() - 1).task().id();
            batch = batch.size() < BATCH ? List.of() : accounts.next(last, BATCH);
        }
        return true;
    }

    private void look(Tally tally, List<Account> accounts) {
        tally.tasks += accounts.size();
        tally.suspect(inspector.tasks(accounts, tally.pass.rulesSince()));
        tally.suspect(TaskInspector.revisions(accounts));
        var turn = accounts.stream()
                .filter(account -> turn(account.task().id()) == tally.pass.number() % properties.historiesEvery())
                .toList();
        var compared = inspector.histories(turn);
        tally.notComparable += compared.notComparable();
        tally.suspect(compared.gaps());
    }

    private int turn(String task) {
        return Math.floorMod(task.hashCode(), properties.historiesEvery());
    }

    private List<Gap> ofNotices(Begun pass) {
        var gaps = new ArrayList<>(evidence.stepsWithoutNotice(pass.lastStep(), MOST));
        gaps.addAll(evidence.strandedNotices(MOST));
        gaps.addAll(evidence.expiredLeases(clock.instant().minus(LONG_EXPIRED), MOST));
        return gaps;
    }

    private Figures takeUp(Tally tally) {
        var confirmed = there(tally.suspects, tally.pass);
        var now = clock.instant();
        var noted = confirmed.stream().map(gap -> findings.note(gap, now)).toList();
        alarm.raise(noted.stream().filter(Noted::fresh).map(Noted::gap).toList());
        healer.heal(confirmed);
        var still = there(confirmed, tally.pass).stream().map(Gap::key).collect(Collectors.toSet());
        var open = noted.stream()
                .filter(each -> still.contains(each.gap().key()))
                .map(Noted::id)
                .toList();
        var gone =
                noted.stream().map(Noted::id).filter(id -> !open.contains(id)).toList();
        var healed = tally.full() ? findings.healed(gone, clock.instant()) : findings.healedBut(open, clock.instant());
        return new Figures(tally.tasks, tally.notComparable, noted.size(), healed);
    }

    /** Which of these gaps are there, now that everything is looked at once more. */
    private List<Gap> there(List<Gap> gaps, Begun pass) {
        var seen = new HashSet<Gap.Key>();
        ofNotices(pass).forEach(gap -> seen.add(gap.key()));
        var tasks =
                gaps.stream().map(Gap::task).filter(Objects::nonNull).distinct().toList();
        for (var start = 0; start < tasks.size(); start += BATCH) {
            var some = tasks.subList(start, Math.min(tasks.size(), start + BATCH));
            inspector.again(some, pass.rulesSince()).forEach(gap -> seen.add(gap.key()));
            passes.renew(pass, clock.instant().plus(LEASE));
        }
        return gaps.stream().filter(gap -> seen.contains(gap.key())).toList();
    }
}
