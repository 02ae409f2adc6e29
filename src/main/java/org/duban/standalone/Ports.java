package org.duban.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Ports of the loopback interface. */
final class Ports {

    private static final Duration ANSWER = Duration.ofMillis(500);

    private Ports() {}

    /** A port that nobody listens on at this instant. */
    static int free() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The configured port of a server, or a free one for 0.
     *
     * @throws EmbeddedServerProblem if somebody listens there
     */
    static int choose(ServerKind kind, int configured) {
        if (configured == 0) {
            return free();
        }
        if (taken(configured)) {
            throw new EmbeddedServerProblem(
                    "The embedded " + kind.label() + " cannot start: port " + configured + " (" + kind.portProperty()
                            + ") is taken by another program.",
                    "Stop that program, or set " + kind.portProperty() + " to a free port, or point Duban at a server"
                            + " of your own with " + kind.property() + ".");
        }
        return configured;
    }

    /** Asks twice: some systems let two programs bind the same port, one of them on all addresses. */
    private static boolean taken(int port) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (var socket = new Socket()) {
            socket.connect(address, (int) ANSWER.toMillis());
            return true;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return !bindable(address);
        }
    }

    private static boolean bindable(InetSocketAddress address) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
