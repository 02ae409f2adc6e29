package org.duban.intake;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * Declares the topics at the start, or as soon as Kafka answers. Spring's own declaration tries once, and a start without
 * Kafka would leave the topics undeclared for good.
 */
@Component
final class TopicDeclaration implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(TopicDeclaration.class);

    private final ObjectProvider<KafkaAdmin> admin;
    private boolean declared;
    private String lastProblem = "";

    TopicDeclaration(ObjectProvider<KafkaAdmin> admin) {
        this.admin = admin;
    }

    @Override
    public void afterSingletonsInstantiated() {
        declare();
    }

    /** Tries again if it has not worked yet. */
    synchronized void declare() {
        if (declared) {
            return;
        }
        try {
            admin.ifAvailable(KafkaAdmin::initialize);
            declared = true;
        } catch (RuntimeException e) {
            var problem = String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause());
            if (!problem.equals(lastProblem)) {
                log.warn("Topics not declared, tried again while Kafka answers: {}", problem);
                lastProblem = problem;
            }
        }
    }
}
