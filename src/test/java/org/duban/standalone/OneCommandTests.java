package org.duban.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.duban.DubanApplication;
import org.duban.MetricsPage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole house as a newcomer starts it, with nothing configured but ports that are free. */
class OneCommandTests {

    private static final String TOKEN = "a-token-of-the-test";

    private static ConfigurableApplicationContext house;

    @BeforeAll
    static void start(@TempDir Path data) {
        house = new SpringApplicationBuilder(DubanApplication.class)
                .registerShutdownHook(false)
                .run(
                        "--server.port=0",
                        "--duban.embedded.kafka-port=0",
                        "--duban.embedded.postgres-port=0",
                        "--duban.embedded.smtp-port=0",
                        "--duban.metrics.token=" + TOKEN,
                        "--duban.embedded.data=" + data);
    }

    @AfterAll
    static void stop() {
        SpringApplication.exit(house);
    }

    @Test
    void deliversTheDemoCampaignToItsOwnMailbox() {
        await().atMost(Duration.ofSeconds(90))
                .until(() -> house.getBean(Mailbox.class).size() > 50);
        assertThat(house.getBean(JdbcClient.class)
                        .sql("select count(*) from refusal")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void showsTheMetricsThatThePageTellsOfAndNoOthers() {
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() ->
                        assertThat(MetricsPage.shown(scrape())).isEqualTo(withoutInbox(MetricsPage.documented())));
    }

    @Test
    void hearsFromQuartzOfEachMoment() {
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(scrape())
                        .containsPattern("duban_moment_delay_seconds_count [1-9]")
                        .containsPattern("duban_moment_round_seconds_count\\{outcome=\"done\"} [1-9]"));
    }

    private static Map<String, String> withoutInbox(Map<String, String> metrics) {
        var others = new TreeMap<>(metrics);
        others.keySet().removeIf(name -> name.startsWith("duban_inbox_"));
        return others;
    }

    private static String scrape() throws IOException, InterruptedException {
        var port = house.getEnvironment().getRequiredProperty("local.server.port");
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/prometheus"))
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
