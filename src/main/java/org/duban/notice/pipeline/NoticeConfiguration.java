package org.duban.notice.pipeline;

import java.util.concurrent.Executor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.util.IdGenerator;
import org.springframework.util.JdkIdGenerator;

/** What the room takes from outside, so that a simulation can have it happen again. */
@Configuration(proxyBeanMethods = false)
class NoticeConfiguration {

    static final String BESIDE = "dueTaskExecutor";

    @Bean
    IdGenerator noticeIds() {
        return new JdkIdGenerator();
    }

    // Nobody else is to get it for want of another.
    @Bean(name = BESIDE, defaultCandidate = false)
    Executor dueTaskExecutor() {
        return new SimpleAsyncTaskExecutor("taking-");
    }
}
