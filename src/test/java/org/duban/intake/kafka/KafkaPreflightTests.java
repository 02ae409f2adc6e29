package org.duban.intake.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HexFormat;
import org.duban.TestBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaPreflightTests {

    @Test
    void knowsABroker() {
        assertThat(KafkaPreflight.stranger(TestBroker.bootstrapServers())).isEmpty();
    }

    @Test
    void leavesWhoDoesNotAnswerToTheClients() {
        assertThat(KafkaPreflight.stranger("localhost:1")).isEmpty();
        assertThat(KafkaPreflight.stranger("no-such-host.invalid:9092")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            48 54 54 50 2f 31 2e 31 20 34 30 30 | an HTTP server answers
            15 03 03 00 02 02 16                | something asks for TLS
            32 32 30 20 6d 61 69 6c             | something answers that begins with the bytes 32 32 30 20
            """)
    void saysWhatAnswersInstead(String answer, String sentence) throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            new Thread(() -> answer(server, answer)).start();

            assertThat(KafkaPreflight.stranger("localhost:" + server.getLocalPort()))
                    .contains(sentence);
        }
    }

    private static void answer(ServerSocket server, String answer) {
        try (var client = server.accept()) {
            client.getInputStream().read(new byte[1_000]);
            client.getOutputStream().write(HexFormat.ofDelimiter(" ").parseHex(answer));
        } catch (IOException e) {
            // Then the test fails for want of an answer.
        }
    }
}
