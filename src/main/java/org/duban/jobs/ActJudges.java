package org.duban.jobs;

import java.time.InstantSource;
import org.duban.access.Mandate;
import org.duban.directory.Directory;
import org.duban.events.TaskEventDecoder;
import org.duban.task.KnownPolicies;
import org.springframework.stereotype.Component;

/** Makes judges by the units, policies and time of now: the same ones foresee an act on many tasks and do it. */
@Component
final class ActJudges {

    private final Directory directory;
    private final KnownPolicies policies;
    private final TaskEventDecoder decoder;
    private final InstantSource clock;

    ActJudges(Directory directory, KnownPolicies policies, TaskEventDecoder decoder, InstantSource clock) {
        this.directory = directory;
        this.policies = policies;
        this.decoder = decoder;
        this.clock = clock;
    }

    ActJudge judge(BulkOrder order, Mandate mandate) {
        return new ActJudge(order, mandate, directory.tree(), policies, decoder, clock.instant());
    }
}
