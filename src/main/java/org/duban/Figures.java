package org.duban;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** A thread that reads figures for health and metrics, so that they stay fresh during long work, and never keep it waiting. */
@Configuration(proxyBeanMethods = false)
public class Figures {

    /** The name of the scheduler for reading figures. */
    public static final String SCHEDULER = "figuresScheduler";

    @Bean(name = SCHEDULER, defaultCandidate = false)
    ThreadPoolTaskScheduler figuresScheduler() {
        var scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(1);
        scheduler.setThreadNamePrefix("figures-");
        return scheduler;
    }
}
