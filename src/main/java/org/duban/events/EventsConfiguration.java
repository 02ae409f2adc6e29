package org.duban.events;

import java.time.InstantSource;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.task.ActParser;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The readers of events, for the rooms that take them in. */
@Configuration(proxyBeanMethods = false)
class EventsConfiguration {

    @Bean
    TaskEventDecoder taskEventDecoder(InstantSource clock) {
        return new TaskEventDecoder(clock);
    }

    @Bean
    UnitEventDecoder unitEventDecoder(TaskEventDecoder taskEvents) {
        return new UnitEventDecoder(taskEvents);
    }

    /** For those who write events and are told what became of them. */
    @Bean
    @ConditionalOnRole(Role.DESK)
    EventOutcomeWaiter eventOutcomeWaiter(EventOutcomes outcomes) {
        return new EventOutcomeWaiter(outcomes);
    }

    /** Events that were taken in before fitted their schema then. */
    @Bean
    ActParser actReader() {
        return (type, data) -> Acts.read(type, JsonMapper.shared().readTree(data));
    }
}
