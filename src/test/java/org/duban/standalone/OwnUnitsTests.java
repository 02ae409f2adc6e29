package org.duban.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.duban.DubanApplication;
import org.duban.directory.Directory;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole house as somebody starts it who wants no demo but units of his own. */
class OwnUnitsTests {

    private static final Pattern EVENT = Pattern.compile("echo '(.*?)' \\| kcat -P -b (\\S+) -t (\\S+) -k \\$t");
    private static final Pattern DOOR = Pattern.compile("<a href=\"([^\"]+)\">");

    private static ConfigurableApplicationContext house;

    @BeforeAll
    static void start(@TempDir Path data) {
        house = new SpringApplicationBuilder(DubanApplication.class)
                .registerShutdownHook(false)
                .run(
                        "--server.port=0",
                        "--duban.demo=false",
                        "--duban.embedded.kafka-port=0",
                        "--duban.embedded.postgres-port=0",
                        "--duban.embedded.smtp-port=0",
                        "--duban.embedded.data=" + data);
    }

    @AfterAll
    static void stop() {
        SpringApplication.exit(house);
    }

    @Test
    void isToldTheNextStepEachTimeAndItWorks() {
        var welcome = house.getBean(Welcome.class);
        assertThat(welcome.text())
                .contains("Duban needs to know your units", "请告知系统有哪些单位", "code,parent,kind,name_zh")
                .doesNotContain("demo campaign", "kcat");

        house.getBean(Directory.class)
                .save(List.of(unit("office", UnitKind.LEADING_GROUP_OFFICE), unit("roads", UnitKind.UNIT)));
        var next = welcome.text();
        assertThat(next)
                .contains("assign a first task, here to roads", "交给 roads")
                .doesNotContain("your units");

        type(next);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> house.getBean(Mailbox.class).before(Long.MAX_VALUE, mail -> true, 10).stream()
                        .anyMatch(mail -> mail.goesTo("roads@duban.example")));
    }

    /** None of them leads nowhere, and the mailbox is one of them. */
    @Test
    void findsEverythingFromTheStartPage() throws Exception {
        var doors = DOOR.matcher(get("/").body())
                .results()
                .map(door -> door.group(1))
                .toList();

        assertThat(doors).containsExactly("mailbox", "login", "desk", "desk/tasks", "desk/inbox", "swagger-ui.html");
        for (var door : doors) {
            assertThat(get("/" + door).statusCode()).as(door).isIn(200, 302, 303, 401);
        }
        assertThat(house.getBean(Welcome.class).text())
                .contains(address("/") + "\n", address("/mailbox").toString());
    }

    /** As a shell would send what the start says. */
    private static void type(String said) {
        var example = EVENT.matcher(said);
        assertThat(example.find()).as(said).isTrue();
        Map<String, Object> settings = Map.of("bootstrap.servers", example.group(2));
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(
                    example.group(3), "try-1", example.group(1).replace("'$t'", "try-1")));
        }
    }

    private static Unit unit(String code, UnitKind kind) {
        return new Unit(
                code,
                kind == UnitKind.UNIT ? "office" : null,
                kind,
                code,
                code,
                List.of(code + "@duban.example"),
                Locale.ENGLISH,
                ZoneId.of("Asia/Shanghai"));
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address(path))
                .header("Accept", "text/html")
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString(UTF_8));
    }

    private static URI address(String path) {
        return URI.create("http://localhost:" + house.getEnvironment().getRequiredProperty("local.server.port") + path);
    }
}
