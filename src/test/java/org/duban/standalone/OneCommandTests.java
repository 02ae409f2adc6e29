package org.duban.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.duban.DubanApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole house as a newcomer starts it, with nothing configured but ports that are free. */
class OneCommandTests {

    @Test
    void deliversTheDemoCampaignToItsOwnMailbox(@TempDir Path data) {
        var house = new SpringApplicationBuilder(DubanApplication.class)
                .registerShutdownHook(false)
                .run(
                        "--server.port=0",
                        "--duban.embedded.kafka-port=0",
                        "--duban.embedded.postgres-port=0",
                        "--duban.embedded.smtp-port=0",
                        "--duban.embedded.data=" + data);
        try {
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> house.getBean(Mailbox.class).size() > 50);
            assertThat(house.getBean(JdbcClient.class)
                            .sql("select count(*) from refusal")
                            .query(Long.class)
                            .single())
                    .isZero();
        } finally {
            SpringApplication.exit(house);
        }
    }
}
