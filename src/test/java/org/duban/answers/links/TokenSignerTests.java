package org.duban.answers.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.duban.answers.links.LinkContent.OneAnswer;
import org.duban.answers.links.LinkContent.OneTask;
import org.duban.answers.links.LinkContent.WholeLetter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenSignerTests {

    private static final AnswerGrant RIGHT = new AnswerGrant(
            Answer.RECEIVED,
            "江孜-2026/0147?&",
            "gyangze-education",
            UUID.fromString("0198c6a1-0000-7000-8000-000000000001"),
            7,
            Instant.parse("2027-01-31T00:00:00Z"));

    private final TokenSigner seal = seal("key of this house");

    @Test
    void givesBackWhatItSealed() {
        for (var answer : Answer.values()) {
            var right = new AnswerGrant(answer, RIGHT.taskId(), RIGHT.unit(), RIGHT.notice(), 7, RIGHT.until());

            assertThat(seal.content(seal.token(right))).contains(right);
        }
    }

    /** These have been mailed: whatever changes in the code, they keep their meaning. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            RECEIVED           , AQAAEuaxn-WtnC0yMDI2LzAxNDc_JgARZ3lhbmd6ZS1lZHVjYXRpb24BmMahAABwAIAAAAAAAAABAAAAAAAAAAcAAAAAa155gAoTZvMKrV2WWg_YTIqbCuA
            PROGRESSED         , AQEAEuaxn-WtnC0yMDI2LzAxNDc_JgARZ3lhbmd6ZS1lZHVjYXRpb24BmMahAABwAIAAAAAAAAABAAAAAAAAAAcAAAAAa155gDPbGjPLjJH1RMCRGY6KIdw
            EXTENSION_REQUESTED, AQIAEuaxn-WtnC0yMDI2LzAxNDc_JgARZ3lhbmd6ZS1lZHVjYXRpb24BmMahAABwAIAAAAAAAAABAAAAAAAAAAcAAAAAa155gITr7WV3c2tvb4bTnV2cfWI
            SUBMITTED          , AQMAEuaxn-WtnC0yMDI2LzAxNDc_JgARZ3lhbmd6ZS1lZHVjYXRpb24BmMahAABwAIAAAAAAAAABAAAAAAAAAAcAAAAAa155gGQELw5NO41meXrv_KJvDBk
            EXTENSION_GRANTED  , AQQAEuaxn-WtnC0yMDI2LzAxNDc_JgARZ3lhbmd6ZS1lZHVjYXRpb24BmMahAABwAIAAAAAAAAABAAAAAAAAAAcAAAAAa155gFRIjVSSW8idO95RcSXr9J8
            EXTENSION_DECLINED , AQUAEuaxn-WtnC0yMDI2LzAxNDc_JgARZ3lhbmd6ZS1lZHVjYXRpb24BmMahAABwAIAAAAAAAAABAAAAAAAAAAcAAAAAa155gCwoCwLUDyyOiDhTvuvsIsc
            RETURNED           , AQYAEuaxn-WtnC0yMDI2LzAxNDc_JgARZ3lhbmd6ZS1lZHVjYXRpb24BmMahAABwAIAAAAAAAAABAAAAAAAAAAcAAAAAa155gPOY9tRnSuV1JqPXrxcdmMQ
            STRUCK_OFF         , AQcAEuaxn-WtnC0yMDI2LzAxNDc_JgARZ3lhbmd6ZS1lZHVjYXRpb24BmMahAABwAIAAAAAAAAABAAAAAAAAAAcAAAAAa155gK6H-n7vHBEIt9mciSkWpyo
            """)
    void keepsTheTokensThatHaveBeenMailed(Answer answer, String mailed) {
        var right = new AnswerGrant(answer, RIGHT.taskId(), RIGHT.unit(), RIGHT.notice(), 7, RIGHT.until());

        assertThat(seal.content(mailed)).contains(right);
        assertThat(seal.token(right)).isEqualTo(mailed);
    }

    /** As have these, of letters that name only their notice. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            RECEIVED, AgABmMahAABwAIAAAAAAAAABLb8lmfAE0gjp8tvhQlNqyN7R4uHFUw-3
            RETURNED, AgYBmMahAABwAIAAAAAAAAABLb8lmfAE0giIz88kAdlVSPod2eYfqXoW
            VERIFIED, AggBmMahAABwAIAAAAAAAAABLb8lmfAE0giHUFJK1PrDVKdfNXJVrr1r
            TIME_GIVEN, AgkBmMahAABwAIAAAAAAAAABLb8lmfAE0ggXkspkOB0e0ICrSwRfnzwx
            REQUEST_DECLINED, AgoBmMahAABwAIAAAAAAAAABLb8lmfAE0gjSW0s_fMAHUVXcCiOOYIO5
            SENT_BACK, AgsBmMahAABwAIAAAAAAAAABLb8lmfAE0gjQRMQNLxOA4wrVWtWd9X0z
            HELD, AgwBmMahAABwAIAAAAAAAAABLb8lmfAE0gije_wLH13NyCsCHSEqRkDf
            RESUMED, Ag0BmMahAABwAIAAAAAAAAABLb8lmfAE0ggXppmC3WKJeHzgWa-HB6DG
            HANDED_OVER, Ag4BmMahAABwAIAAAAAAAAABLb8lmfAE0ggRk57PtES4A4JAnFqjVeC3
            REOPENED, Ag8BmMahAABwAIAAAAAAAAABLb8lmfAE0gg20Qnydcsa2k0vZVCnVfSE
            """)
    void keepsTheShortTokensThatHaveBeenMailed(Answer answer, String mailed) {
        var content = new OneAnswer(answer, RIGHT.notice(), OneAnswer.mark(RIGHT.taskId()));

        assertThat(seal.content(mailed)).contains(content);
        assertThat(seal.token(content)).isEqualTo(mailed).hasSize(56);
    }

    @Test
    void keepsTheTokenOfAWholeLetter() {
        var mailed = "AwGYxqEAAHAAgAAAAAAAAAE0FC6-22Uljq819YAXBS1S";

        assertThat(seal.content(mailed)).contains(new WholeLetter(RIGHT.notice()));
        assertThat(seal.token(new WholeLetter(RIGHT.notice())))
                .isEqualTo(mailed)
                .hasSize(44);
    }

    @Test
    void keepsTheTokenOfAPageOfATask() {
        var content = new OneTask(RIGHT.notice(), OneAnswer.mark(RIGHT.taskId()));
        var mailed = "BAABmMahAABwAIAAAAAAAAABLb8lmfAE0gjvQ4SHyE7Oki8Foze2sPZv";

        assertThat(seal.content(mailed)).contains(content);
        assertThat(seal.token(content)).isEqualTo(mailed).hasSize(56);
    }

    @Test
    void givesTheSameTokenForTheSameRight() {
        assertThat(seal.token(RIGHT)).isEqualTo(seal.token(RIGHT)).matches("[A-Za-z0-9_-]{80,200}");
    }

    @Test
    void doesNotTakeATokenOfAnotherKey() {
        assertThat(seal.content(seal("key of another house").token(RIGHT))).isEmpty();
    }

    @Test
    void doesNotTakeATokenThatWasChangedAnywhere() {
        var contents = List.of(
                RIGHT,
                new OneAnswer(Answer.RECEIVED, RIGHT.notice(), 7),
                new OneTask(RIGHT.notice(), 7),
                new WholeLetter(RIGHT.notice()));
        for (var token : contents.stream().map(seal::token).toList()) {
            for (var place = 0; place < token.length(); place++) {
                var other = token.charAt(place) == 'A' ? 'B' : 'A';

                assertThat(seal.content(token.substring(0, place) + other + token.substring(place + 1)))
                        .as("changed at %d", place)
                        .isEmpty();
            }
        }
    }

    @Test
    void doesNotTakeRubbish() {
        var random = new Random(42);
        for (var length = 0; length < 300; length++) {
            var token = new StringBuilder();
            random.ints(length, 32, 127).forEach(c -> token.append((char) c));

            assertThat(seal.content(token.toString())).isEmpty();
        }
        assertThat(seal.content("A".repeat(100_000))).isEmpty();
    }

    private static TokenSigner seal(String key) {
        return new TokenSigner(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    }
}
