package org.duban.process;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** A thread that reads figures for health and metrics, so that they stay fresh during long work, and never keep it waiting. */
@Configuration(proxyBeanMethods = false)
public class FigureReader {

    private static final Logger log = LoggerFactory.getLogger(FigureReader.class);

    /** The name of the scheduler for reading figures. */
    public static final String SCHEDULER = "figuresScheduler";

    @Bean(name = SCHEDULER, defaultCandidate = false)
    ThreadPoolTaskScheduler figuresScheduler() {
        var scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(1);
        scheduler.setThreadNamePrefix("figures-");
        // Health and duban_database_silence_seconds say that the database is away; a stack trace of each figure adds
        // nothing.
        scheduler.setErrorHandler(error -> log.debug("Figures not read, the last ones stay", error));
        return scheduler;
    }
}
