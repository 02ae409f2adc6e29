package org.duban.intake.kafka;

/** Something else than Kafka answers where Kafka should; the message is meant for the person who starts Duban. */
final class NotKafka extends RuntimeException {

    NotKafka(String message) {
        super(message);
    }
}
