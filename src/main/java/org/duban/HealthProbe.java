package org.duban;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Asks the Duban of the same container whether it is ready: ends with 0 if it is, with 1 if not. For images, which have
 * neither a shell nor curl; it needs a few classes of the JDK only, so that asking every few seconds costs little.
 */
final class HealthProbe {

    private static final int PATIENCE_MILLIS = 3_000;

    private HealthProbe() {}

    public static void main(String[] arguments) {
        var port = Stream.of("DUBAN_PROBES_PORT", "SERVER_PORT")
                .map(System::getenv)
                .filter(Objects::nonNull)
                .findFirst();
        System.exit(ready(port.map(Integer::valueOf).orElse(8080)) ? 0 : 1);
    }

    static boolean ready(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write("GET /readyz HTTP/1.0\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            var status = answer.readLine();
            return status != null && status.matches("HTTP/1\\.[01] 200.*");
        } catch (IOException e) {
            return false;
        }
    }
}
