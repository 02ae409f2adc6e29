package org.duban.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.duban.DubanApplication;
import org.duban.TestDatabase;
import org.duban.TestHouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

/** What a start says of servers that are configured and not there; nothing listens on port 1. */
@ExtendWith(OutputCaptureExtension.class)
class UnreachableServersTests {

    @Test
    void endsTheStartWithOneSentenceWhereTheDatabaseDoesNotAnswer(CapturedOutput output) {
        assertThatThrownBy(() -> SpringApplication.run(
                        DubanApplication.class,
                        "--server.port=0",
                        "--spring.kafka.bootstrap-servers=localhost:1",
                        "--spring.mail.host=localhost",
                        "--spring.datasource.url=jdbc:postgresql://localhost:1/duban?password=geheim",
                        "--spring.datasource.username=duban",
                        "--spring.datasource.password=geheim"))
                .isInstanceOf(RuntimeException.class);

        assertThat(output)
                .contains("The database at localhost:1 (spring.datasource.url) does not answer.")
                .contains("Action:")
                .doesNotContain("geheim")
                .doesNotContain("\tat org.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user=postgres | user=nobody  | does not let Duban in (SQL state 28000).
            /test         | /no-such-one | has no database of that name.
            """)
    void namesWhatADatabaseRefuses(String right, String wrong, String sentence) {
        var url = TestDatabase.url(TestDatabase.create("directory")).replace(right, wrong);
        try (var source = new HikariDataSource()) {
            source.setJdbcUrl(url);
            var probe = new DatabaseProbe(new MockEnvironment().withProperty("spring.datasource.url", url));

            assertThatThrownBy(() -> probe.postProcessAfterInitialization(source, "dataSource"))
                    .isInstanceOf(UnreachableDatabase.class)
                    .hasMessageMatching(
                            "The database at localhost:\\d+ \\(spring.datasource.url\\) \\Q" + sentence + "\\E");
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            jdbc:postgresql://db.example:5432/duban?password=x, db.example:5432
            jdbc:postgresql://duban:x@db.example/duban, db.example
            'jdbc:postgresql://a:1,b:2/duban', 'a:1,b:2'
            jdbc:postgresql:duban, localhost
            """)
    void showsHostAndPortOnly(String url, String host) {
        assertThat(DatabaseProbe.host(url)).isEqualTo(host);
    }

    @Test
    void endsTheStartWithOneMessageWhereTheWordingHasAMistake(CapturedOutput output, @TempDir Path folder)
            throws IOException {
        var file = Files.writeString(folder.resolve("mail_en.properties"), "product=Ours\nheading.CHASR=Do it\n");
        try (var house = new TestHouse()) {
            assertThatThrownBy(() -> house.startNode("duban.mail.wording=" + folder))
                    .isInstanceOf(RuntimeException.class);
        }

        assertThat(output)
                .containsOnlyOnce(file + ", line 2, heading.CHASR: nothing has words of that key")
                .contains("did you mean \"heading.CHASER\"?")
                .doesNotContain("\tat org.");
    }

    @Test
    void endsTheStartWithOneSentenceWhereSomethingElseThanKafkaAnswers(CapturedOutput output) throws Exception {
        try (var house = new TestHouse();
                var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            new Thread(() -> answerLikeAWebServer(server)).start();
            house.with("spring.kafka.bootstrap-servers", "localhost:" + server.getLocalPort());

            assertThatThrownBy(house::startNode).isInstanceOf(RuntimeException.class);

            assertThat(output)
                    .contains("At localhost:" + server.getLocalPort()
                            + " (spring.kafka.bootstrap-servers) an HTTP server answers, not Kafka.")
                    .doesNotContain("\tat org.");
        }
    }

    private static void answerLikeAWebServer(ServerSocket server) {
        try (var client = server.accept()) {
            client.getInputStream().read(new byte[1_000]);
            client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // Then the test fails for want of an answer.
        }
    }

    @Test
    void startsWithoutKafkaAndSaysSo(CapturedOutput output) {
        try (var house = new TestHouse().with("spring.kafka.bootstrap-servers", "localhost:1")) {
            var health = house.startNode().getBean(HealthEndpoint.class);

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> health.healthForPath("kafka").getStatus().equals(Status.DOWN));
            assertThat(output).contains("Kafka not reached at [localhost:1] (spring.kafka.bootstrap-servers)");
            assertThat(health.healthForPath("readiness").getStatus()).isEqualTo(Status.UP);
        }
    }
}
