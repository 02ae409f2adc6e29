package org.duban.agenda;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Threads for long work on many tasks, so that whatever else is scheduled is never kept waiting by it. */
@Configuration(proxyBeanMethods = false)
public class ReplanningConfiguration {

    /** The name of the scheduler for long work on many tasks. */
    public static final String SCHEDULER = "replanningScheduler";

    /** One thread for planning again, one for counting what a change would move. */
    @Bean(name = SCHEDULER, defaultCandidate = false)
    ThreadPoolTaskScheduler replanningScheduler() {
        var scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(2);
        scheduler.setThreadNamePrefix("replanning-");
        return scheduler;
    }
}
