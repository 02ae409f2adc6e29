package org.duban.inbox.replies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.duban.inbox.replies.ReplyMeaning.Says;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;

/**
 * A thousand replies as clerks write them, and what is right for each. A line break is written ⏎. Where two things are right,
 * both are named: a plain receipt that reaches a person is one look too many, an event that nobody meant stands in the ledger.
 */
class RepliesAsWrittenTests {

    private static final List<String> TASK = List.of("gz-2026-017");

    record Written(String text, List<String> right) {
        @Override
        public String toString() {
            return text;
        }
    }

    static Stream<Written> replies() {
        try (var in = new ClassPathResource("org/duban/inbox/written/replies.txt").getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(RepliesAsWrittenTests::written);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Written written(String line) {
        var at = line.lastIndexOf(" | ");
        return new Written(
                line.substring(0, at).replace('⏎', '\n'),
                List.of(line.substring(at + 3).split(" OR ")));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void meanWhatTheirWritersMeant(Written reply) {
        assertThat(reply.right).contains(inShort(reply.text));
    }

    /** Whatever a reply means, it means the same with the courtesies around it that mail programs and people add. */
    @ParameterizedTest
    @MethodSource("replies")
    void meanTheSameInsideAWholeMail(Written reply) {
        var mail = "尊敬的领导：\n您好！\n" + reply.text
                + "\n\n发自我的iPhone\n\n在 2026-11-30 04:20:54，\"duban\" <duban@example.org> 写道：\n> 已完成\n";

        assertThat(reply.right).contains(inShort(mail));
    }

    @Test
    void areAThousand() {
        assertThat(replies()).hasSizeGreaterThan(1_000);
    }

    private static String inShort(String text) {
        return ReplyWords.meaning(text, TASK) instanceof Says says
                ? (says.answer() + " " + says.percent()).strip()
                : "OFFICE";
    }
}
