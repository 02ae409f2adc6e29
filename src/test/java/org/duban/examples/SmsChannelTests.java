package org.duban.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.duban.TestBroker;
import org.duban.TestHouse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The worked example of another channel, on the topic of a running Duban. */
class SmsChannelTests {

    private final TestHouse house = new TestHouse();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final HttpServer gateway = startGateway();

    @AfterEach
    void close() {
        gateway.stop(0);
        house.close();
    }

    @Test
    void sendsWhatIsRedAsATextMessageUntilTheGatewayTakesIt() throws InterruptedException {
        refusals.set(1);
        house.startNode("duban.roles=intake,clock");
        var channel = new SmsChannel(
                TestBroker.bootstrapServers(),
                house.topic("notices"),
                URI.create("http://localhost:" + gateway.getAddress().getPort() + "/messages"),
                Map.of("education", "+8613800000000"));
        var thread = new Thread(channel, "sms");
        thread.start();

        // It starts at the end of the topic, so it is asked until it has begun to read.
        var tasks = new AtomicInteger();
        await().atMost(Duration.ofMinutes(2)).until(() -> {
            assignOverdue("T-" + tasks.incrementAndGet(), "education");
            assignOverdue("H-" + tasks.get(), "health");
            return asked.size() >= 3;
        });
        channel.close();
        thread.join();

        assertThat(asked.get(1)).as("told again, under the same key").isEqualTo(asked.get(0));
        assertThat(asked).allSatisfy(each -> assertThat(each).contains("+8613800000000", "【督办】修缮校舍屋顶"));
        assertThat(asked.subList(1, asked.size())).doesNotHaveDuplicates();
    }

    private void assignOverdue(String task, String unit) {
        house.event("duban.task.assigned", task, Map.of("title", "修缮校舍屋顶", "leadUnit", unit, "deadline", "2026-01-15"));
    }

    private HttpServer startGateway() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/messages", this::take);
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestHeaders().getFirst("Idempotency-Key") + " " + body);
            exchange.sendResponseHeaders(refusals.getAndDecrement() > 0 ? 503 : 202, -1);
        }
    }
}
