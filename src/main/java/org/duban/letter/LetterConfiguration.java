package org.duban.letter;

import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.words.Languages;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is written for readers who come for it themselves. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LetterProperties.class)
class LetterConfiguration {

    @Bean
    @ConditionalOnRole(Role.DESK)
    DeadlineCalendar deadlineCalendar(LetterProperties settings, Languages languages) {
        return new DeadlineCalendar(settings, languages);
    }
}
