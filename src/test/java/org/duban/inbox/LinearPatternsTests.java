package org.duban.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever a stranger writes, a pattern looks at each of its characters a bounded number of times. Steps are counted, not time:
 * who would need longer is stopped there.
 */
class LinearPatternsTests {

    private static final int LENGTH = 1_500;
    private static final int LOOKS_AT_EACH = 330;

    /** Rooms that read what strangers write. */
    private static final List<String> ROOMS = List.of(
            "org.duban.inbox",
            "org.duban.channel",
            "org.duban.mail",
            "org.duban.events",
            "org.duban.rest",
            "org.duban.gate",
            "org.duban.logging",
            "org.duban.api",
            "org.duban.access",
            "org.duban.accounts",
            "org.duban.answers",
            "org.duban.directory",
            "org.duban.calendar",
            "org.duban.files",
            "org.duban.sheets",
            "org.duban.desk",
            "org.duban.jobs",
            "org.duban.views",
            "org.duban.trail");

    /** Those that are looked for anywhere in a text; the others are held against a whole one. */
    private static final Set<String> LOOKED_FOR = Set.of(
            "OtherWords.ASKS",
            "OtherWords.BUT",
            "OtherWords.NOT_ALL",
            "HarmlessWords.PAUSES",
            "HarmlessWords.WORK",
            "SignatureWords.TOKENS",
            "SignatureWords.HAN",
            "HarmlessWords.SIGNS_OFF",
            "SignatureWords.NO_NAME",
            "HarmlessWords.KIND_OF_FILE",
            "SignatureWords.BETWEEN_LABELS",
            "ReplyWords.FRIENDLY",
            "OtherWords.PARTS",
            "ReplyWords.PERCENTAGE",
            "ReplyWords.POLITE",
            "AutomaticMail.AWAY",
            "AutomaticMail.MAIL_SERVER",
            "BounceText.FAILED_SUBJECT",
            "BounceText.DELAYED_SUBJECT",
            "BounceText.FAILED",
            "BounceText.DELAYED",
            "BounceText.GIVEN_UP",
            "BounceText.ANSWER",
            "BounceText.STATUS",
            "BounceText.NOBODY",
            "AbsenceDate.NAMED",
            "DeliveryFields.STATUS",
            "MailParts.LIKE_OURS",
            "MailParser.LIKE_AN_ADDRESS",
            "OldCharsets.SHIFTED",
            "FailureCause.CODE_IN_WORDS",
            "ContentMode.CHARSET",
            "LogText.UNFIT",
            "LogText.FOREIGN_LINE",
            "LogText.UNFIT_IN_TRACE",
            "LogText.ENTITLING");

    private static final List<String> REPEATED = List.of(
            " ", "\u3000", "-", ">", "|", "_", "*", "=", ":", ",", "\u3002", "@", ".", "1", "a", "\u7684", "(", "/",
            "%", "\n");

    record Named(String name, Pattern pattern) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A text that counts how often it is looked at, and has enough of it at some time. */
    private static final class Counted implements CharSequence {
        private final String text;
        private final long most;
        private long looks;

        Counted(String text) {
            this.text = text;
            this.most = (long) LOOKS_AT_EACH * text.length() + 20_000;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++looks > most) {
                throw new AssertionError("looks more than " + LOOKS_AT_EACH + " times at each of " + text.length()
                        + " characters: " + text.substring(0, 40).replace("\n", "\\n") + "…"
                        + text.substring(text.length() - 20).replace("\n", "\\n"));
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static List<Named> patterns() {
        var classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOMS);
        return classes.stream()
                .flatMap(each -> Arrays.stream(each.reflect().getDeclaredFields()))
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .flatMap(LinearPatternsTests::of)
                .sorted(java.util.Comparator.comparing(Named::name))
                .toList();
    }

    private static Stream<Named> of(Field field) {
        if (field.getType() != Pattern.class && field.getType() != List.class) {
            return Stream.of();
        }
        var name = field.getDeclaringClass().getSimpleName() + "." + field.getName();
        try {
            field.setAccessible(true);
            var value = field.get(null);
            var all = value instanceof List<?> list ? list : List.of(value);
            return all.stream().filter(Pattern.class::isInstance).map(one -> new Named(name, (Pattern) one));
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void looksAtEachCharacterABoundedNumberOfTimes(Named named) {
        var lookedFor = LOOKED_FOR.contains(named.name);
        for (var text : worst(named.pattern)) {
            read(named.pattern.matcher(new Counted(text)), lookedFor);
        }
    }

    /** A pattern that calls itself for each character has used up the stack of a request, as a long view of the ledger did. */
    @ParameterizedTest
    @MethodSource("patterns")
    void needsNoPlaceOnTheStackForEachCharacter(Named named) throws InterruptedException {
        var thrown = new AtomicReference<@Nullable Throwable>();
        var little = new Thread(
                null,
                () -> worst(named.pattern)
                        .forEach(text -> read(named.pattern.matcher(text), LOOKED_FOR.contains(named.name))),
                "little stack",
                512 * 1024);
        little.setUncaughtExceptionHandler((thread, failure) -> thrown.set(failure));
        little.start();
        little.join();

        assertThat(thrown.get()).isNull();
    }

    @Test
    void knowsAllThatAreLookedFor() {
        assertThat(patterns()).extracting(Named::name).containsAll(LOOKED_FOR);
    }

    @Test
    void looksAtEachCharacterOfAnEventABoundedNumberOfTimes() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/schemas"))) {
            var written = files.flatMap(
                            file -> JsonMapper.shared().readTree(file).findValuesAsString("pattern").stream())
                    .distinct()
                    .toList();
            assertThat(written).isNotEmpty().allSatisfy(pattern -> {
                var compiled = Pattern.compile(pattern);
                worst(compiled).forEach(text -> read(compiled.matcher(new Counted(text)), true));
            });
        }
    }

    /** That the mechanism notices what this is about. */
    @Test
    void stopsAtAPatternThatTakesTheSquare() {
        var square = Pattern.compile("\\s*[在于]?\\s*\\d{4}");

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() ->
                        worst(square).forEach(text -> read(square.matcher(new Counted(text)), false))))
                .isInstanceOf(AssertionError.class);
    }

    private static void read(Matcher matcher, boolean lookedFor) {
        if (!lookedFor) {
            matcher.matches();
            return;
        }
        while (matcher.find()) {
            // All that there are.
        }
    }

    /** One character over and over, alone and about the words that a pattern knows, and an end that fits none. */
    private static List<String> worst(Pattern pattern) {
        var texts = new ArrayList<String>();
        for (var word : words(pattern)) {
            for (var one : REPEATED) {
                var run = one.repeat(LENGTH);
                texts.add(word + run + "§");
                texts.add(run + word + "§");
                texts.add((word + one).repeat(LENGTH / (word.length() + 1)) + "§");
                texts.add((one + " ").repeat(LENGTH / 2) + word + "§");
            }
        }
        return texts;
    }

    private static List<String> words(Pattern pattern) {
        var plain = pattern.pattern().replaceAll("\\\\[pP]\\{\\w+}|\\\\.|\\(\\?<?\\w*>|\\{\\d*,?\\d*}|\\[[^]]*]", "\n");
        var words = Pattern.compile("[\\p{L}\\d:/]{2,}")
                .matcher(plain)
                .results()
                .map(found -> found.group())
                .distinct()
                .limit(8);
        return Stream.concat(Stream.of("", "2026-11-23", "a@b.cn 2026-11-23 ", "100%"), words)
                .toList();
    }
}
