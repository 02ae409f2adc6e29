package org.duban;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Kafka that says everything again or in the wrong order, and a database that goes away under load. */
class OutageTests {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration CLAIM = Duration.ofMinutes(5);
    private static final String FOREVER = "2099-12-31";

    private final TestHouse house = new TestHouse();
    private final Reckoning reckoning = new Reckoning(house);

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void takesNoNoticeOfWhatItHasHeardBefore() throws Exception {
        var first = house.startNode();
        IntStream.range(0, 10).forEach(time -> assign("once", "T-1", FOREVER));
        house.write("T-2", "this is no JSON");
        house.event("duban.task.struck-off", "T-3", Map.of());
        patiently().until(() -> house.unread() == 0 && told(house) == 1);
        house.stop(first);

        patiently().until(this::readAgainFromTheStart);
        house.startNode();
        assign("twice", "T-4", FOREVER);
        patiently().until(() -> house.unread() == 0 && told(house) == 2);

        reckoning.eachEventCountsOnce(2, 2);
        assertThat(reckoning.repeatedMails()).isZero();
        assertThat(house.mail().received()).hasSize(2);
    }

    @Test
    void putsInOrderWhatComesInTheWrongOrder() {
        house.startNode();

        house.event("duban.task.struck-off", "T-1", Map.of("by", "county-office"));
        patiently().until(() -> house.count("select count(*) from refusal where state = 'WAITING'") == 1);
        assign("late", "T-1", FOREVER);
        assign("T-2-1", "T-2", FOREVER);
        amend("T-2", 3, "The third title");
        amend("T-2", 2, "The second title");
        assign("T-3-1", "T-3", FOREVER);
        patiently().until(() -> house.unread() == 0 && told(house) == 2);

        assertThat(house.count("select count(*) from task where id = 'T-1' and status = 'STRUCK_OFF'"))
                .isEqualTo(1);
        assertThat(house.count("select count(*) from refusal where state = 'APPLIED'"))
                .isEqualTo(1);
        assertThat(house.count("select count(*) from task where id = 'T-2' and title = 'The third title'"))
                .isEqualTo(1);
        assertThat(house.mail().received())
                .as("nobody hears of a task that was over before it began")
                .noneMatch(mail -> mail.tasks().contains("T-1"));
    }

    @Test
    void comesBackByItselfWhenTheDatabaseDoes() throws Exception {
        var port = freePort();
        var postgres = start(port);
        var url = "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres";
        try (var stricken = new TestHouse(new DriverManagerDataSource(url), url)) {
            var node = stricken.startNode();
            for (var round = 0; round < 3; round++) {
                for (var task = 0; task < 50; task++) {
                    assign(stricken, "T-" + round + "-" + task, TestHouse.inSeconds(2 + task % 5));
                }
                endAtOnce();
                postgres.close();
                postgres = start(port);
            }

            var after = new Reckoning(stricken);
            outlastingAClaim()
                    .untilAsserted(() -> assertThat(after.unrest(150, 0)).isEmpty());

            after.eachEventCountsOnce(150, 0);
            after.eachDueStepHasAFate(node, Instant.now());
            assertThat(after.repeatedMails()).isZero();
        } finally {
            postgres.close();
        }
    }

    /** From Monday to Friday nobody takes mails; on Friday there is one for each reader, and it says what is so on Friday. */
    @Test
    void writesOneMailToEachReaderAfterAnOutageOfTheMailServer() {
        var node = house.at("2026-11-23T01:00:00Z").startNode();
        house.mail().goAway();
        supervise("T-1", "2026-11-26");
        supervise("T-2", "2026-12-31");
        patiently().until(() -> house.count("select count(*) from task") == 2);
        for (var instant : List.of(
                "2026-11-23T01:00:20Z",
                "2026-11-23T01:30:00Z",
                "2026-11-24T01:30:00Z",
                "2026-11-25T01:30:00Z",
                "2026-11-27T01:30:00Z")) {
            house.at(instant);
            TestHouse.wake(node);
        }
        assertThat(house.count("select count(*) from notice where recipient = 'education'"))
                .isEqualTo(5);

        // What is in hand as the server comes back goes by itself: so one more mail was tried on Friday, in vain.
        patiently().until(this::somethingWasTriedOnFriday);
        house.mail().comeBack();
        house.pass(Duration.ofMinutes(10));
        patiently().until(() -> house.count("select count(*) from notice where next_attempt_at is not null") == 0);

        assertThat(house.mail().receivedBy("education@duban.example"))
                .singleElement()
                .satisfies(mail -> {
                    assertThat(mail.tasks()).containsExactly("T-1", "T-2");
                    assertThat(mail.kind()).isEqualTo("CHASER");
                    assertThat(mail.header("Date")).startsWith("Fri,27Nov2026");
                    assertThat(mail.message().getSubject()).contains("逾期1个工作日");
                });
        assertThat(house.mail().receivedBy("county-office@duban.example"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.tasks()).containsExactly("T-1"));
        assertThat(house.mail().received()).hasSize(2);
    }

    /** The server takes mails, but for one reader nobody knows when: the others get theirs as ever. */
    @Test
    void writesOneMailToAReaderWhomTheServerPutOffForDays() {
        var node = house.at("2026-11-23T01:00:00Z").startNode();
        house.mail().refuse("education@duban.example", 451);
        supervise("T-1", "2026-11-26");
        patiently().until(() -> house.count("select count(*) from task") == 1);
        for (var day = 23; day <= 27; day++) {
            house.at("2026-11-" + day + "T01:30:00Z");
            TestHouse.wake(node);
            house.pass(Duration.ofSeconds(11));
            patiently()
                    .until(() -> house.count("select count(*) from notice where state in ('ISSUED', 'SENDING')") == 0);
        }
        patiently()
                .until(() ->
                        house.mail().receivedBy("county-office@duban.example").size() == 1);

        house.mail().acceptEverybody();
        house.pass(Duration.ofHours(5));
        patiently().until(() -> house.count("select count(*) from notice where next_attempt_at is not null") == 0);

        assertThat(house.mail().receivedBy("education@duban.example"))
                .extracting(mail -> mail.kind())
                .containsExactly("CHASER");
    }

    private boolean somethingWasTriedOnFriday() {
        return house.count("""
                        select count(*) from notice
                        where state = 'DEFERRED' and attempts = 0 and next_attempt_at >= '2026-11-27T01:30:00Z'
                        """) > 0;
    }

    private void supervise(String task, String deadline) {
        house.event(
                "duban.task.assigned",
                task,
                Map.of("title", "修缮校舍屋顶", "leadUnit", "education", "deadline", deadline, "policy", "supervised"));
    }

    private EmbeddedPostgres start(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    /** Stops the server without a last word to anybody, as PostgreSQL's immediate shutdown does. */
    private void endAtOnce() throws IOException, InterruptedException {
        var pid = Files.readAllLines(directory.resolve("data/postmaster.pid")).get(0);
        new ProcessBuilder("kill", "-QUIT", pid).start().waitFor();
        patiently().until(() -> Files.notExists(directory.resolve("data/postmaster.pid")));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void assign(String id, String task, String deadline) {
        house.event(id, "duban.task.assigned", task, task(deadline));
    }

    private static void assign(TestHouse house, String task, String deadline) {
        house.event("duban.task.assigned", task, task(deadline));
    }

    private static Map<String, Object> task(String deadline) {
        return Map.of("title", "修缮校舍屋顶", "leadUnit", "education", "deadline", deadline, "policy", "quick");
    }

    private void amend(String task, int sequence, String title) {
        house.write(task, """
                {"specversion":"1.0","id":"%s-%d","source":"/stranger","type":"duban.task.amended","subject":"%s",
                 "sequence":"%d","time":"2026-11-23T01:00:00Z","data":{"title":"%s"}}
                """.formatted(task, sequence, task, sequence, title));
    }

    private boolean readAgainFromTheStart() throws Exception {
        TestBroker.commit(
                "duban-intake",
                house.partitions().stream()
                        .collect(Collectors.toMap(partition -> partition, partition -> new OffsetAndMetadata(0))));
        return true;
    }

    private static long told(TestHouse house) {
        return house.sql().sql("""
                        select count(*) from notice_step s join notice n on n.id = s.notice_id and n.state = 'ACCEPTED'
                        """).query(Long.class).single();
    }

    /** The database may end just when it has kept a claim, and before it has said so: then the claim must run out. */
    private static ConditionFactory outlastingAClaim() {
        return patiently().atMost(CLAIM.plus(PATIENCE));
    }

    private static ConditionFactory patiently() {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).ignoreExceptions();
    }
}
