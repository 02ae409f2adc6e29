package org.duban.letter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransferEncodingTests {

    private static final List<String> PIECES =
            List.of("办结时限", "a", "=", " ", "\r\n", ".", "\t", "é", "😀", "task number gz-2026-017 ", "=20", "From ");

    @ParameterizedTest
    @CsvSource({"Please complete the task., quoted-printable", "请按期办结。, base64"})
    void takesTheShorterOne(String text, String name) {
        assertThat(TransferEncoding.of(text).name()).isEqualTo(name);
    }

    @Test
    void isReadAsItWasWrittenInShortLinesAndNoLongerThanForetold() throws Exception {
        var random = new Random(78);
        for (var round = 0; round < 500; round++) {
            var text = new StringBuilder();
            for (var i = 0; i < random.nextInt(200); i++) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }

            var encoded = TransferEncoding.of(text.toString());

            var read = MimeUtility.decode(new ByteArrayInputStream(encoded.bytes()), encoded.name())
                    .readAllBytes();
            assertThat(new String(read, StandardCharsets.UTF_8)).isEqualTo(text.toString());
            assertThat(new String(encoded.bytes(), StandardCharsets.US_ASCII).split("\r\n"))
                    .allSatisfy(line ->
                            assertThat(line).hasSizeLessThanOrEqualTo(76).doesNotMatch(".*[ \t]"));
            var octets = text.toString().getBytes(StandardCharsets.UTF_8);
            var plain = text.chars().filter(TransferEncoding::isPlain).count();
            assertThat((long) encoded.bytes().length)
                    .isLessThanOrEqualTo(TransferEncoding.size(plain, octets.length - plain)
                            + 2 * text.chars().filter(c -> c == ' ').count());
        }
    }
}
