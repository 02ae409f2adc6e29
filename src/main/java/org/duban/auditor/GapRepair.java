package org.duban.auditor;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.duban.agenda.WakeUp;
import org.duban.ledger.LedgerHistories;
import org.duban.ledger.LedgerHistories.Account;
import org.duban.notice.NoticeResender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Has gaps healed by those whose they are: the ledger tells the news of a task once more, the agenda plans it anew, the next
 * round tells what is due. Nothing is told here, so nothing can be told twice that is not told twice anyway.
 */
@Component
final class GapRepair {

    private static final Logger log = LoggerFactory.getLogger(GapRepair.class);

    private final LedgerHistories books;
    private final NoticeResender notices;
    private final WakeUp wakeUp;
    private final TransactionOperations transactions;
    private final InstantSource clock;

    GapRepair(
            LedgerHistories books,
            NoticeResender notices,
            WakeUp wakeUp,
            TransactionOperations transactions,
            InstantSource clock) {
        this.books = books;
        this.notices = notices;
        this.wakeUp = wakeUp;
        this.transactions = transactions;
        this.clock = clock;
    }

    void heal(List<Gap> gaps) {
        if (gaps.isEmpty()) {
            return;
        }
        var mend = new HashSet<String>();
        var planAnew = new HashMap<String, Instant>();
        for (var gap : gaps) {
            switch (gap.kind()) {
                case DIFFERS_FROM_HISTORY, INCOMPLETE_HISTORY -> mend.add(Objects.requireNonNull(gap.task()));
                case STEP_WITHOUT_FATE, MISSING_AGENDA_ROW, LATE_WAKE_UP, TOLD_AHEAD, LEFT_OUT_FOR_NOTHING ->
                    planAnew.merge(Objects.requireNonNull(gap.task()), from(gap), GapRepair::earlier);
                case TOLD_TO_NOBODY -> {
                    // While nobody can be, a round would only raise the alarm once more.
                    if (gap.why().is(GapReason.CAN_BE_TOLD_BY_NOW)) {
                        planAnew.merge(Objects.requireNonNull(gap.task()), from(gap), GapRepair::earlier);
                    }
                }
                case OVERDUE_WAKE_UP, STEP_WITHOUT_NOTICE, STRANDED_NOTICE, EXPIRED_LEASE, UNPLANNABLE, MISSING_UNIT ->
                    log.debug("Nothing to be done about {} itself", gap);
            }
        }
        mend.forEach(this::mend);
        planAnew(planAnew, mend);
        makeDue(gaps);
        wakeUp.wakeUp();
    }

    /** From when on a task is to be planned: the step that was forgotten, or the task's last change. */
    private static Instant from(Gap gap) {
        var at = gap.at();
        return at == null ? Instant.MAX : at;
    }

    private void mend(String task) {
        attempt(task, () -> books.mend(task));
    }

    private void planAnew(Map<String, Instant> since, Set<String> mended) {
        for (var account : books.accounts(since.keySet())) {
            var id = account.task().id();
            if (!mended.contains(id) && account.learned() != null) {
                attempt(
                        id,
                        () -> books.announceAgain(id, earlier(learned(account), since.getOrDefault(id, Instant.MAX))));
            }
        }
    }

    private static Instant learned(Account account) {
        return Objects.requireNonNull(account.learned());
    }

    private void makeDue(Collection<Gap> gaps) {
        var stranded = gaps.stream()
                .filter(gap -> gap.kind() == GapKind.STRANDED_NOTICE)
                .map(Gap::notice)
                .filter(Objects::nonNull)
                .toList();
        if (!stranded.isEmpty()) {
            notices.makeDue(stranded, clock.instant());
        }
    }

    /** Each in a transaction of its own: one that cannot be healed keeps no other from it. */
    private void attempt(String task, Runnable healing) {
        try {
            transactions.executeWithoutResult(status -> healing.run());
        } catch (RuntimeException e) {
            log.warn("Task {} could not be healed", task, e);
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
