package org.duban.desk.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.duban.TestHouse;
import org.duban.TestHttp;
import org.duban.TestMailServer.Received;
import org.duban.api.ApiHouse;
import org.duban.judges.Chromium;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** A whole node at an address of its own, a browser before it, and people with accounts. */
final class StoryHouse implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String ADMIN_PASSWORD = "admin-of-the-test";
    private static final Pattern LINK = Pattern.compile("http://localhost:\\d+/login/link/[\\w-]{43}");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final AtomicInteger next = new AtomicInteger();
    private final String address;
    private final Chromium browser;
    private final TestHouse house;
    private final ConfigurableApplicationContext node;

    /** @param profile an empty directory for the browser, which comes first: without one nothing else is started */
    StoryHouse(Path profile) {
        browser = new Chromium(profile);
        var port = freePort();
        address = "http://localhost:" + port;
        house = new TestHouse()
                .at("2026-11-23T04:00:00Z")
                .with("server.port", String.valueOf(port))
                .with("duban.base-url", address + "/");
        node = house.startNode();
    }

    /** Somebody who sits down at the machine, after everybody before him has gone. */
    Clerk clerk(String language) {
        browser.forgetsCookies();
        browser.runsScripts(true);
        browser.asksWith(Map.of("Accept-Language", language));
        browser.sized(1366, 768);
        browser.console();
        return new Clerk(browser, address);
    }

    Chromium browser() {
        return browser;
    }

    TestHouse house() {
        return house;
    }

    /** A name for an account that nobody has yet. */
    String newName(String called) {
        return called + "-" + next.incrementAndGet();
    }

    /** Who has an account. */
    record Person(String name, String password) {
        String mail() {
            return name + "@duban.example";
        }
    }

    static Person admin() {
        return new Person("admin", ADMIN_PASSWORD);
    }

    Person somebody(String called, String... memberships) {
        var name = newName(called);
        var body = Map.of(
                "name", name,
                "displayName", called,
                "mail", name + "@duban.example",
                "memberships", memberships);
        var made = TestHttp.send(
                HTTP,
                HttpRequest.newBuilder(URI.create(address + "/api/v1/users"))
                        .header("Authorization", ApiHouse.basic("admin", ADMIN_PASSWORD))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return new Person(
                name, JsonMapper.shared().readTree(made.body()).path("password").asString());
    }

    /** A task of the education bureau, when it stands in the ledger. */
    void assigned(String task, String title, String policy) {
        assigned(task, title, policy, Map.of());
    }

    void assigned(String task, String title, String policy, Map<String, ?> more) {
        var data = new java.util.HashMap<String, Object>(
                Map.of("title", title, "leadUnit", "education", "deadline", "2026-12-31", "policy", policy));
        data.putAll(more);
        house.event("duban.task.assigned", task, data);
        await().atMost(PATIENCE).until(() -> house.count("select count(*) from task where id = '" + task + "'") == 1);
    }

    /** What another system reports of a task, when it stands in the ledger. */
    void happened(String task, String type, Map<String, ?> data) {
        var events = "select count(*) from task_event where task_id = '" + task + "'";
        var before = house.count(events);
        house.event("duban.task." + type, task, data);
        await().atMost(PATIENCE).until(() -> house.count(events) == before + 1);
    }

    /** The link of the only mail that came to this address. */
    String linkTo(String address) {
        await().atMost(PATIENCE).until(() -> !house.mail().receivedBy(address).isEmpty());
        var text = text(house.mail().receivedBy(address).get(0));
        var found = LINK.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group();
    }

    /** Waits for a mail of this kind about this task; what is due now is told first. */
    Received mail(String to, String kind, String task) {
        TestHouse.wake(node);
        return await().atMost(PATIENCE)
                .until(
                        () -> house.mail().receivedBy(to).stream()
                                .filter(mail ->
                                        mail.kind().equals(kind) && mail.tasks().contains(task))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private static String text(Received mail) {
        try {
            return String.valueOf(mail.message().getContent());
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        browser.close();
        house.close();
    }
}
