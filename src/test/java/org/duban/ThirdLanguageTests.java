package org.duban;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;

/** A language that Duban does not know is a file of words, wherever Duban says something to people. */
class ThirdLanguageTests {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Map<String, String> FILES = Map.of(
            "answers_fr.properties", "broken.heading=Ce lien n'est pas valable\n",
            "accounts_fr.properties", "login.heading=Se connecter\n",
            "gate_fr.properties", "missing.heading=Il n'y a rien ici\n",
            "timeline_fr.properties",
                    "event.duban.task.assigned=attribuée\nomitted.IN_THE_PAST.assigned=déjà passé à l'attribution\n",
            "mail_bo_CN.properties", "heading.ASSIGNMENT=ལས་འགན་གསར་པ།\n");
    private static final String UNITS = """
            code,parent,kind,name_zh,name_en,email,locale,zone
            office,,LEADING_GROUP_OFFICE,县领导小组办公室,County Office,office@duban.example,zh-CN,Asia/Shanghai
            education,office,UNIT,县教育局,County Education Bureau,education@duban.example,bo-CN,Asia/Shanghai
            """;

    private static TestHouse house;
    private static ConfigurableApplicationContext node;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        var words = Files.createDirectory(folder.resolve("words"));
        for (var file : FILES.entrySet()) {
            Files.writeString(words.resolve(file.getKey()), file.getValue());
        }
        var units = Files.writeString(folder.resolve("units.csv"), UNITS);
        house = new TestHouse();
        node = house.startNode(
                "duban.words=" + words, "duban.units=" + units, "duban.policies=classpath:policies.yaml");
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /answers/       | fr              | Il n'y a rien ici            | fr
            /answers/       | fr-CA, en;q=0.5 | Il n'y a rien ici            | fr
            /answers/       | bo, zh;q=0.5    | 此处没有内容                     | zh-CN
            /answers/broken | fr              | Ce lien n'est pas valable    | fr
            /login          | fr              | Se connecter                 | fr
            /login          | en              | Log in                       | en
            """)
    void pagesSpeakIt(String path, String accepted, String words, String lang) throws Exception {
        var page = ask(HttpRequest.newBuilder(address(path))
                .header("Accept", "text/html")
                .header("Accept-Language", accepted));

        assertThat(page.replace("&#39;", "'")).contains(words, "lang=\"" + lang + "\"");
    }

    @Test
    void timelinesSpeakItAndLettersSpeakThatOfTheirUnit() throws Exception {
        house.event(
                "duban.task.assigned",
                "T-1",
                Map.of("title", "修缮校舍", "leadUnit", "education", "deadline", "2099-12-31"));
        await().atMost(PATIENCE)
                .until(() -> !house.mail().receivedBy("education@duban.example").isEmpty());

        var letter = house.mail().receivedBy("education@duban.example").get(0);
        var timeline = ask(HttpRequest.newBuilder(address("/api/v1/tasks/T-1/timeline"))
                .header("Authorization", admin())
                .header("Accept-Language", "fr"));

        assertThat(letter.message().getHeader("Content-Language", null)).isEqualTo("bo-CN");
        assertThat(timeline).contains("attribuée");
    }

    @Test
    void previewsSpeakIt() throws Exception {
        var preview = ask(HttpRequest.newBuilder(address("/api/v1/plan-preview"))
                .header("Authorization", admin())
                .header("Accept-Language", "fr")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("""
                                {"title": "修缮校舍", "leadUnit": "education", "deadline": "2027-01-05", "assignedAt": "2027-01-05T01:00:00Z"}""")));

        assertThat(preview).contains("déjà passé à l'attribution");
    }

    private String ask(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString(UTF_8)).body();
    }

    private static URI address(String path) {
        return URI.create("http://localhost:" + node.getEnvironment().getProperty("local.server.port") + path);
    }

    private static String admin() {
        return "Basic " + Base64.getEncoder().encodeToString("admin:admin-of-the-test".getBytes(UTF_8));
    }
}
