package org.duban.notice.pipeline;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.duban.ledger.TaskLedger;
import org.duban.tracing.TracePoint;
import org.duban.tracing.TraceScope;
import org.duban.tracing.Traces;
import org.duban.tracing.Work;
import org.springframework.stereotype.Component;

/**
 * Leads traces over the hop that time makes: what is told about a task comes after its last event, however long ago that was. A
 * notice about tasks from several traces begins one of its own.
 */
@Component
final class NoticeTraces {

    private final TaskLedger ledger;
    private final Traces traces;

    NoticeTraces(TaskLedger ledger, Traces traces) {
        this.ledger = ledger;
        this.traces = traces;
    }

    /** The last events of tasks, as far as anybody traces them. One statement, whatever their number. */
    Map<String, TracePoint> lastEvents(Collection<String> tasks) {
        return ledger.traces(List.copyOf(tasks));
    }

    /** Begins the issue of a notice about these tasks. */
    TraceScope begin(UUID notice, List<String> tasks, Map<String, TracePoint> lastEvents) {
        var after = tasks.stream()
                .map(lastEvents::get)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return traces.begin(Work.ISSUE_NOTICE, after).with("duban.notice", notice.toString());
    }
}
