package org.duban.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.duban.ledger.Act;
import org.duban.ledger.TaskEvent;
import org.duban.ledger.TaskLedger;
import org.duban.ledger.Verdict;
import org.springframework.stereotype.Component;

/** Tries kept records again, in the caller's transaction, as if they had just come in. */
@Component
final class Retrial {

    private static final Comparator<Trial> BY_SEQUENCE_AND_TIME = Comparator.comparing(
                    (Trial trial) -> trial.event().sequence(), Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(trial -> trial.event().time());

    private final JdbcQuarantine quarantine;
    private final TaskEventDecoder decoder;
    private final TaskLedger ledger;

    Retrial(JdbcQuarantine quarantine, TaskEventDecoder decoder, TaskLedger ledger) {
        this.quarantine = quarantine;
        this.decoder = decoder;
        this.ledger = ledger;
    }

    /** Applies what has been waiting for these tasks. */
    void assigned(Set<String> taskIds) {
        if (!taskIds.isEmpty()) {
            retry(quarantine.waitingFor(taskIds));
        }
    }

    /** The verdict on each kept record, by its id. */
    Map<Long, Verdict> retry(Collection<KeptRecord> kept) {
        var verdicts = new HashMap<Long, Verdict>();
        var trials = new ArrayList<Trial>();
        for (var one : kept) {
            var decoded = decoder.decode(one.record());
            if (decoded instanceof Decoded.Event readable) {
                trials.add(new Trial(one, readable.event()));
            } else if (decoded instanceof Decoded.Unreadable unreadable) {
                verdicts.put(one.id(), new Verdict.Refused(unreadable.reason()));
            }
        }
        trials.sort(BY_SEQUENCE_AND_TIME);
        var events = trials.stream().map(Trial::event).toList();
        var told = ledger.apply(events);
        for (int i = 0; i < told.size(); i++) {
            verdicts.put(trials.get(i).kept().id(), told.get(i));
        }
        kept.forEach(one -> settle(one, Objects.requireNonNull(verdicts.get(one.id()))));
        assigned(assignedBy(events, told));
        return verdicts;
    }

    private void settle(KeptRecord kept, Verdict verdict) {
        if (verdict instanceof Verdict.Refused refused) {
            quarantine.settle(kept.id(), RefusalState.OPEN, refused.reason());
        } else if (verdict instanceof Verdict.UnknownTask unknown) {
            quarantine.settle(kept.id(), RefusalState.WAITING, unknown.reason());
        } else {
            quarantine.settle(kept.id(), RefusalState.APPLIED, kept.reason());
        }
    }

    /** The tasks that these verdicts have made. */
    static Set<String> assignedBy(List<TaskEvent> events, List<Verdict> verdicts) {
        var ids = new LinkedHashSet<String>();
        for (int i = 0; i < events.size(); i++) {
            if (verdicts.get(i) instanceof Verdict.Applied && events.get(i).act() instanceof Act.Assigned) {
                ids.add(events.get(i).taskId());
            }
        }
        return ids;
    }

    private record Trial(KeptRecord kept, TaskEvent event) {}
}
