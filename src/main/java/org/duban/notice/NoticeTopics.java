package org.duban.notice;

import org.duban.Duban;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;

/** The topics that go out; a broker that makes none by itself would else refuse every notice. */
@Configuration(proxyBeanMethods = false)
class NoticeTopics {

    @Bean
    NewTopics noticeAndReceiptTopics(Duban duban) {
        return new NewTopics(
                TopicBuilder.name(duban.topics().notices()).build(),
                TopicBuilder.name(duban.topics().receipts()).build());
    }
}
