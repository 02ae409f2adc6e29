package org.duban.agenda;

import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** What Quartz runs at a moment. */
final class MomentJob implements Job {

    private final WakeUp wakeUp;

    MomentJob(WakeUp wakeUp) {
        this.wakeUp = wakeUp;
    }

    @Override
    public void execute(JobExecutionContext context) {
        wakeUp.wakeUp();
    }
}
