package org.duban.intake.kafka;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what answers instead of Kafka, instead of a stack trace. */
final class NotKafkaAnalyzer extends AbstractFailureAnalyzer<NotKafka> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NotKafka problem) {
        return new FailureAnalysis(
                problem.getMessage(),
                "Correct the address in spring.kafka.bootstrap-servers; where the broker asks for TLS, set"
                        + " spring.kafka.security.protocol to SSL or SASL_SSL.",
                problem);
    }
}
