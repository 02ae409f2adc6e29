package org.duban.standalone;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import org.duban.process.BadSetting;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the embedded servers listen and keep their data. They listen on loopback only.
 *
 * @param kafkaPort port of the embedded Kafka broker; 0 takes a free one
 * @param postgresPort port of the embedded PostgreSQL; 0 takes a free one
 * @param smtpPort port at which the embedded mailbox takes mail; 0 takes a free one
 * @param data directory in which the embedded servers keep their data; made if it is missing
 * @param programs directory in which the programs of PostgreSQL are unpacked, and found again at the next start; in the
 *     data directory unless it is set
 */
@ConfigurationProperties("duban.embedded")
@Validated
record EmbeddedProperties(
        @Min(0) @Max(65535) @DefaultValue("9092") int kafkaPort,
        @Min(0) @Max(65535) @DefaultValue("5433") int postgresPort,
        @Min(0) @Max(65535) @DefaultValue("2525") int smtpPort,
        @NotBlank @DefaultValue("./data") String data,
        @Nullable String programs) {

    EmbeddedProperties {
        var ports = new LinkedHashMap<String, Integer>();
        ports.put("duban.embedded.kafka-port", kafkaPort);
        ports.put("duban.embedded.postgres-port", postgresPort);
        ports.put("duban.embedded.smtp-port", smtpPort);
        ports.forEach((setting, port) -> BadSetting.unless(
                port == 0 || Collections.frequency(ports.values(), port) == 1,
                setting,
                port,
                "give each of the embedded servers a port of its own, or 0 for a free one"));
    }

    Path directory() {
        return Path.of(data).toAbsolutePath().normalize();
    }

    Path programsDirectory() {
        return programs == null || programs.isBlank()
                ? directory().resolve("postgres-programs")
                : Path.of(programs).toAbsolutePath().normalize();
    }

    int port(ServerKind kind) {
        return switch (kind) {
            case KAFKA -> kafkaPort;
            case POSTGRES -> postgresPort;
            case MAILBOX -> smtpPort;
        };
    }
}
