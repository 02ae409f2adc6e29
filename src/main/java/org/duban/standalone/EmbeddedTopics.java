package org.duban.standalone;

import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.duban.Duban;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;

/** Declares Duban's topics on the embedded broker. On a real one that is the work of whoever runs it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnEmbedded(ServerKind.KAFKA)
class EmbeddedTopics {

    private static final int PARTITIONS = 4;

    @Bean
    KafkaAdmin.NewTopics declaredTopics(Duban duban) {
        var topics = duban.topics();
        var parallel = Stream.of(topics.taskEvents(), topics.taskEventsDlt(), topics.notices(), topics.receipts())
                .map(name -> TopicBuilder.name(name).partitions(PARTITIONS));
        // A unit may come only after the one above it, so all of them keep one order.
        var ordered = TopicBuilder.name(topics.unitEvents()).partitions(1);
        return new KafkaAdmin.NewTopics(Stream.concat(parallel, Stream.of(ordered))
                .map(topic -> topic.replicas(1).build())
                .toArray(NewTopic[]::new));
    }
}
