package org.duban.jobs;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.duban.process.BackgroundLoop;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Does jobs, in turns, in a thread of its own on each node that serves pages. A job is in one node's hands for a part of it only; if
 * that node dies, another one takes it when the lease is over.
 */
@Component
@ConditionalOnRole(Role.DESK)
final class JobLoop extends BackgroundLoop {

    private static final Logger log = LoggerFactory.getLogger(JobLoop.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Longer than a part ever takes, Kafka's patience included. */
    static final Duration LEASE = Duration.ofMinutes(3);

    private final JdbcJobTurns jobs;
    private final Map<String, JobWork> works;
    private final InstantSource clock;
    private boolean failing;

    JobLoop(JdbcJobTurns jobs, List<JobWork> works, InstantSource clock) {
        super("jobs", PAUSE);
        this.jobs = jobs;
        this.works = works.stream().collect(Collectors.toMap(JobWork::kind, Function.identity()));
        this.clock = clock;
    }

    @Override
    protected boolean round() {
        var now = clock.instant();
        var claimed = jobs.claim(UUID.randomUUID(), works.keySet(), now, now.plus(LEASE));
        var more = claimed.filter(this::turn).isPresent();
        failing = false;
        return more;
    }

    private boolean turn(JobWork.Held held) {
        try {
            var turn = work(held).turn(held);
            if (turn == JobWork.Turn.ALL_SETTLED && jobs.end(held, clock.instant())) {
                log.info("Job done id={} by={}", held.job().id(), held.job().madeBy());
            }
            return turn != JobWork.Turn.LATER;
        } finally {
            jobs.release(held);
        }
    }

    /** Only jobs of its kinds are claimed. */
    private JobWork work(JobWork.Held held) {
        return Objects.requireNonNull(works.get(held.job().kind()));
    }

    @Override
    protected void failed(RuntimeException failure) {
        // Once for each time that the database is away: it asks every second.
        if (!failing) {
            log.warn("Part of a job not done, trying again until it is", failure);
        }
        failing = true;
    }
}
