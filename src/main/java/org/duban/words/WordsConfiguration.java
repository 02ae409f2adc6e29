package org.duban.words;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Reads the words once for all rooms of a process. */
@Configuration(proxyBeanMethods = false)
class WordsConfiguration {

    @Bean
    Languages languages(Environment environment) {
        return Languages.of(environment);
    }
}
