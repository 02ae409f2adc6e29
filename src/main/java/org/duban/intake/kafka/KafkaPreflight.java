package org.duban.intake.kafka;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Shakes hands with each configured Kafka address before a client does: a client takes the first four bytes of whatever
 * answers for a length, allocates that much, and the process dies of it (KAFKA-4090). Who does not answer is no matter of
 * this class: Kafka may be down at a start.
 */
@Component
final class KafkaPreflight {

    private static final int PATIENCE_MILLIS = 2_000;
    private static final int CORRELATION = 4090;
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final int TLS_ALERT = 0x15;

    private final Map<String, Object> settings;

    KafkaPreflight(IntakeKafka kafka) {
        this.settings = kafka.admin();
    }

    /**
     * @throws NotKafka if something else than Kafka answers at one of the addresses
     */
    void check() {
        var protocol = String.valueOf(settings.getOrDefault(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "PLAINTEXT"));
        // With TLS, a client notices by itself that nobody shakes hands.
        if (protocol.endsWith("SSL")) {
            return;
        }
        for (var address : addresses(settings.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG))) {
            stranger(address).ifPresent(what -> {
                throw new NotKafka("At " + address + " (spring.kafka.bootstrap-servers) " + what + ", not Kafka.");
            });
        }
    }

    private static List<String> addresses(@Nullable Object servers) {
        return servers instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(servers).split("\\s*,\\s*"));
    }

    /** What answers there, unless it is Kafka or nobody. */
    static Optional<String> stranger(String address) {
        var host = Utils.getHost(address);
        var port = Utils.getPort(address);
        if (host == null || port == null) {
            return Optional.empty();
        }
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            var out = new DataOutputStream(socket.getOutputStream());
            out.write(question());
            out.flush();
            return judge(new DataInputStream(socket.getInputStream()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** ApiVersions, version 0: what every broker answers before anybody has logged in. */
    private static byte[] question() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        var client = "duban-preflight".getBytes(StandardCharsets.US_ASCII);
        out.writeInt(2 + 2 + 4 + 2 + client.length);
        out.writeShort(18);
        out.writeShort(0);
        out.writeInt(CORRELATION);
        out.writeShort(client.length);
        out.write(client);
        return bytes.toByteArray();
    }

    private static Optional<String> judge(DataInputStream in) throws IOException {
        var first = new byte[4];
        in.readFully(first);
        var length = ByteBuffer.wrap(first).getInt();
        if (length >= 4 && length <= LONGEST_ANSWER && in.readInt() == CORRELATION) {
            return Optional.empty();
        }
        if (first[0] == TLS_ALERT) {
            return Optional.of("something asks for TLS");
        }
        var text = new String(first, StandardCharsets.US_ASCII);
        if (text.startsWith("HTTP")) {
            return Optional.of("an HTTP server answers");
        }
        return Optional.of("something answers that begins with the bytes "
                + HexFormat.ofDelimiter(" ").formatHex(first));
    }
}
