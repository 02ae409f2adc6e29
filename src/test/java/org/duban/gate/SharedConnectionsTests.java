package org.duban.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.AbstractProtocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Tomcat with few connections, and addresses of this machine that take them. */
class SharedConnectionsTests {

    private static final int CONNECTIONS = 40;
    private static final String GREEDY = "127.0.0.2";
    private static final String OTHER = "127.0.0.3";

    private final Tomcat tomcat = new Tomcat();
    private final List<Socket> open = new ArrayList<>();

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        tomcat.setBaseDir(directory.toString());
        var connector = new Connector(SharedConnections.class.getName());
        connector.setPort(0);
        var protocol = (AbstractProtocol<?>) connector.getProtocolHandler();
        protocol.setMaxConnections(CONNECTIONS);
        protocol.setConnectionTimeout(600_000);
        tomcat.setConnector(connector);
        tomcat.addContext("", directory.toString());
        tomcat.start();
    }

    @AfterEach
    void stop() throws Exception {
        for (var socket : open) {
            socket.close();
        }
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void givesOneAddressAQuarterOfTheConnections() throws IOException {
        var slow = new ArrayList<Socket>();
        for (var i = 0; i < CONNECTIONS; i++) {
            slow.add(open(GREEDY, "GET / HTTP/1.1\r\nHost: loc"));
        }

        await().untilAsserted(() -> assertThat(slow.stream().filter(SharedConnectionsTests::isClosed))
                .hasSize(CONNECTIONS * 3 / 4));
        assertThat(answer(OTHER)).startsWith("HTTP/1.1 404");
    }

    @Test
    void takesTheAddressAgainWhenItHasLetGo() throws IOException {
        var slow = new ArrayList<Socket>();
        for (var i = 0; i < CONNECTIONS / 4; i++) {
            slow.add(open(GREEDY, "GET / HTTP/1.1\r\nHost: loc"));
        }
        for (var socket : slow) {
            socket.close();
        }

        await().untilAsserted(() -> assertThat(answer(GREEDY)).startsWith("HTTP/1.1 404"));
    }

    private String answer(String from) throws IOException {
        try (var socket = open(from, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Socket open(String from, String request) throws IOException {
        var socket = new Socket(
                InetAddress.getLoopbackAddress(), tomcat.getConnector().getLocalPort(), InetAddress.getByName(from), 0);
        open.add(socket);
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException closedAtOnce) {
            // Seen by whoever reads.
        }
        return socket;
    }

    private static boolean isClosed(Socket socket) {
        try {
            socket.setSoTimeout(1);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
