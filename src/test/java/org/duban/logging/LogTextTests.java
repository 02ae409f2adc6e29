package org.duban.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.duban.DubanApplication;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a stranger has sent stays within the line, or the lines, of the record that speaks of it. */
@ExtendWith(OutputCaptureExtension.class)
class LogTextTests {

    private static final String FORGED = "2026-11-29T08:00:00.000Z  INFO 1 --- [duban] forged : all is well";
    private static final String SECRET = "Zx81-qR_t7Zx81-qR_t7Zx81-qR_t7Zx81-qR_t7Zx8";

    private final Logger log = LoggerFactory.getLogger("org.duban.strangers");

    /** As a start of Duban sets it up. */
    @BeforeAll
    static void setUp() {
        start();
    }

    private static void start(String... settings) {
        new SpringApplicationBuilder(Nothing.class)
                .main(DubanApplication.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .run(settings)
                .close();
    }

    static class Nothing {}

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r", "\u0085", "\u2028", "\u2029", "\u000b", "\f"})
    void aMessageIsOneLine(String lineBreak, CapturedOutput output) {
        log.warn("Field \"{}\" is unknown", "a" + lineBreak + FORGED);

        assertThat(output.getAll().split("\\R")).noneMatch(line -> line.startsWith("2026-11-29T08"));
        assertThat(output).contains("forged : all is well");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r", "\u0085", "\n\n", "\u2028"})
    void theMessageOfAnExceptionPassesForNoRecord(String lineBreak, CapturedOutput output) {
        log.warn(
                "Not read",
                new IllegalStateException("outer" + lineBreak + FORGED, new IOException("x" + lineBreak + FORGED)));

        assertThat(output.getAll().split("\\R")).noneMatch(line -> line.startsWith("2026-11-29T08"));
        assertThat(output).contains("Caused by: java.io.IOException", "\tat org.duban.logging.LogTextTests");
    }

    @Test
    void nothingMovesTheCursorOrTurnsTheWriting(CapturedOutput output) {
        log.warn("Header {}", "\u001b[2J\b\u202egnihton\u0000");

        assertThat(output).contains("\\u001B[2J\\u0008\\u202Egnihton\\u0000");
    }

    @Test
    void aTraceEndsItsRecord(CapturedOutput output) {
        log.warn("Not read", new IllegalStateException("once"));
        log.warn("The next one");

        assertThat(output.getAll().lines().filter(line -> line.endsWith("The next one")))
                .singleElement()
                .asString()
                .matches("\\d{4}-.*");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            GET "/answers/SECRET",                       GET "/answers/…"
            https://duban.example/answers/SECRET?given=1, https://duban.example/answers/…?given=1
            No static resource feeds/SECRET.ics,         No static resource feeds/…
            "Received [GET //feeds//SECRET.ics HTTP/1.1", "Received [GET //feeds//… HTTP/1.1"
            /feeds/%5Ax81SECRET,                         /feeds/…
            answers%2FSECRET,                            answers%2F…
            GET /feeds/%2e/SECRET.ics HTTP/1.1,          GET /feeds/%2e/… HTTP/1.1
            /answers/./a;b=c//SECRET,                    /answers/./a;b=c//…
            /answers/task/SECRET?of=SECRET,              /answers/task/…?of=…
            /answers/SECRET?given=1&of=SECRET&look=2,    /answers/…?given=1&of=…&look=2
            ?of%3DSECRET,                                ?of%3D…
            Arguments: [SECRET.ics],                     Arguments: [….ics]
            reply+SECRET@duban.example,                  reply+…@duban.example
            bounce+7.SECRET@duban.example,               bounce+…@duban.example
            /api/v1/tasks/sy-2026-017,                   /api/v1/tasks/sy-2026-017
            /answers/answers.css,                        /answers/answers.css
            """)
    void addressesThatEntitleAreLeftOut(String text, String shown, CapturedOutput output) {
        var said = text.replace("SECRET", SECRET);

        assertThat(LogText.withoutSecrets(said)).isEqualTo(shown);
        log.debug("Not seen");
        log.warn("Asked {}", said);
        log.warn("Failed", new IllegalStateException(said));
        assertThat(output).contains("Asked " + shown).doesNotContain(SECRET);
    }

    @Test
    void andSoInJson(CapturedOutput output) {
        start("--logging.structured.format.console=ecs");
        try {
            log.warn("Asked /answers/{}", SECRET + "\n" + FORGED, new IllegalStateException("/feeds/" + SECRET));

            assertThat(output).contains("Asked /answers/…\\n2026").doesNotContain(SECRET);
        } finally {
            System.clearProperty("CONSOLE_LOG_STRUCTURED_FORMAT");
            start();
        }
    }
}
