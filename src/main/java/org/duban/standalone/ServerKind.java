package org.duban.standalone;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** The servers that Duban needs, each embedded unless its property points at a real one. */
enum ServerKind {
    KAFKA(
            "Kafka broker",
            "spring.kafka.bootstrap-servers",
            "duban.embedded.kafka-port",
            "kafka.server.KafkaRaftServer"),
    POSTGRES(
            "PostgreSQL",
            "spring.datasource.url",
            "duban.embedded.postgres-port",
            "io.zonky.test.db.postgres.embedded.EmbeddedPostgres"),
    MAILBOX("Mailbox", "spring.mail.host", "duban.embedded.smtp-port", "org.subethamail.smtp.server.SMTPServer");

    private final String label;
    private final String property;
    private final String portProperty;
    private final String className;

    ServerKind(String label, String property, String portProperty, String className) {
        this.label = label;
        this.property = property;
        this.portProperty = portProperty;
        this.className = className;
    }

    String label() {
        return label;
    }

    /** The property that points Duban at a real server of this kind. */
    String property() {
        return property;
    }

    String portProperty() {
        return portProperty;
    }

    /** A class that only the all-in-one jar and the class path of the build have. */
    String className() {
        return className;
    }

    /** Whether it keeps data on disk. */
    boolean keepsData() {
        return this != MAILBOX;
    }

    /** Whether no real server of this kind is named. */
    boolean embedded(Environment environment) {
        return Binder.get(environment)
                .bind(property, Bindable.listOf(String.class))
                .map(values -> values.stream().allMatch(String::isBlank))
                .orElse(true);
    }
}
