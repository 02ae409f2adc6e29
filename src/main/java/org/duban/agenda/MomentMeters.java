package org.duban.agenda;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.JobListener;
import org.quartz.Trigger;
import org.quartz.Trigger.CompletedExecutionInstruction;
import org.quartz.TriggerListener;

/** Listens to Quartz: how late moments come, how long what happens at them takes, how it ends, and which came much too late. */
final class MomentMeters implements JobListener, TriggerListener {

    private final Timer delay;
    private final Timer done;
    private final Timer failed;
    private final Counter misfired;

    MomentMeters(MeterRegistry registry) {
        delay = Timer.builder("duban.moment.delay")
                .description("How much later than its instant a moment came")
                .register(registry);
        done = rounds(registry, "done");
        failed = rounds(registry, "failed");
        misfired = Counter.builder("duban.moment.misfires")
                .description("Moments that Quartz found more than a minute after their instant")
                .register(registry);
    }

    private static Timer rounds(MeterRegistry registry, String outcome) {
        return Timer.builder("duban.moment.round")
                .description("How long it took to take and compose what was due at a moment")
                .tag("outcome", outcome)
                .register(registry);
    }

    @Override
    public String getName() {
        return "duban-meters";
    }

    @Override
    public void triggerFired(Trigger trigger, JobExecutionContext context) {
        var planned = context.getScheduledFireTime();
        if (planned != null) {
            var late =
                    Duration.between(planned.toInstant(), context.getFireTime().toInstant());
            delay.record(late.isNegative() ? Duration.ZERO : late);
        }
    }

    @Override
    public void triggerMisfired(Trigger trigger) {
        misfired.increment();
    }

    @Override
    public void jobWasExecuted(JobExecutionContext context, @Nullable JobExecutionException failure) {
        (failure == null ? done : failed).record(Duration.ofMillis(context.getJobRunTime()));
    }

    @Override
    public boolean vetoJobExecution(Trigger trigger, JobExecutionContext context) {
        return false;
    }

    @Override
    public void triggerComplete(
            Trigger trigger, JobExecutionContext context, CompletedExecutionInstruction instruction) {}

    @Override
    public void jobToBeExecuted(JobExecutionContext context) {}

    @Override
    public void jobExecutionVetoed(JobExecutionContext context) {}
}
