package org.duban.words;

import java.io.IOException;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.duban.files.BadInput;
import org.duban.files.BadInput.Mistake;
import org.duban.files.Blank;
import org.duban.files.InputFile;
import org.duban.files.Mistakes;
import org.duban.files.NameSuggestions;
import org.duban.reasons.Phrase;

/**
 * Words of one language from a file {@code <bundle>_<language>[_<REGION>].properties}.
 *
 * @param bundle what they are said in, such as {@code mail}
 * @param suffix what its name says of the language, such as {@code zh_CN}
 * @param texts the words by their keys
 */
record WordFile(String bundle, String suffix, Map<String, String> texts) {

    /** The begin of the keys of patterns for days and times. */
    static final String DATES = "date.";

    private static final Pattern NAME =
            Pattern.compile("(?:.*[/\\\\])?([a-z]+)_([a-z]{2,3}(?:_[A-Z]{2})?)\\.properties");
    private static final Pattern DATES_OF_BEFORE = Pattern.compile("deadline\\.(?=(day|time|second)$)");
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    WordFile {
        texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    }

    /**
     * What a file says.
     *
     * @param places that each key of each bundle may have
     * @throws BadInput if it cannot be read, or not everything in it can be used
     */
    static WordFile read(InputFile file, PlaceholderIndex places) {
        var name = name(file);
        var known = places.byBundle().get(name.group(1));
        if (known == null) {
            throw new BadInput(new Mistake(
                    file.name(),
                    0,
                    "",
                    "nothing has words of the name \"" + name.group(1) + "\"",
                    new NameSuggestions(places.byBundle().keySet()).cureFor(name.group(1))));
        }
        var text = file.text();
        var words = words(file, text);
        var mistakes = new Mistakes();
        words.texts.forEach((key, said) -> check(file, text, locale(name.group(2)), key, said, known, mistakes));
        words.twice.forEach((key, said) ->
                mistakes.add(mistake(file, text, key, "the key stands there twice", "keep one of the lines")));
        mistakes.throwIfAny();
        return of(name, words);
    }

    /** What a file says that comes with Duban. */
    static WordFile trusted(InputFile file) {
        return of(name(file), words(file, file.text()));
    }

    static boolean isDate(String key) {
        return key.startsWith(DATES);
    }

    private static WordFile of(MatchResult name, Lines lines) {
        var texts = new LinkedHashMap<String, String>();
        lines.texts.forEach((key, text) -> texts.put(today(key), text));
        return new WordFile(name.group(1), name.group(2), texts);
    }

    /** A key as it is called today; the files of an installation may call it as it was called once. */
    private static String today(String key) {
        return DATES_OF_BEFORE.matcher(key).replaceFirst(DATES);
    }

    private static Lines words(InputFile file, String text) {
        var words = new Lines();
        try {
            words.load(new StringReader(text));
            return words;
        } catch (IOException | IllegalArgumentException e) {
            throw new BadInput(new Mistake(
                    file.name(),
                    0,
                    "",
                    "the file cannot be read (" + e.getMessage() + ")",
                    "write lines like key=words, in UTF-8"));
        }
    }

    /** The language and region of its words. */
    Locale locale() {
        return locale(suffix);
    }

    private static Locale locale(String suffix) {
        return Locale.forLanguageTag(suffix.replace('_', '-'));
    }

    private static MatchResult name(InputFile file) {
        var matched = NAME.matcher(file.name());
        if (!matched.matches() || !LANGUAGES.contains(matched.group(2).split("_")[0])) {
            throw new BadInput(new Mistake(
                    file.name(),
                    0,
                    "",
                    "the name of the file says no language",
                    "name it like mail_zh_CN.properties or mail_bo_CN.properties"));
        }
        return matched.toMatchResult();
    }

    private static void check(
            InputFile file,
            String text,
            Locale locale,
            String key,
            String said,
            Map<String, Set<Integer>> places,
            Mistakes mistakes) {
        var allowed = places.get(today(key));
        if (allowed == null) {
            mistakes.add(mistake(
                    file,
                    text,
                    key,
                    "nothing has words of that key",
                    new NameSuggestions(places.keySet()).cureFor(key)));
        } else if (Blank.isBlank(said)) {
            mistakes.add(mistake(file, text, key, "there are no words", "write some, or take the line away"));
        } else if (isDate(today(key))) {
            checkDate(file, text, locale, key, said, mistakes);
        } else {
            checkPlaces(file, text, key, said, allowed, mistakes);
        }
    }

    private static void checkPlaces(
            InputFile file, String text, String key, String said, Set<Integer> allowed, Mistakes mistakes) {
        var cure = allowed.isEmpty()
                ? "write the words without braces"
                : "write one of "
                        + String.join(
                                ", ",
                                allowed.stream().map(place -> "{" + place + "}").toList());
        try {
            for (var place : Phrase.of(said).places()) {
                if (!allowed.contains(place)) {
                    mistakes.add(mistake(file, text, key, "nothing takes the place \"{" + place + "}\"", cure));
                }
            }
        } catch (IllegalArgumentException e) {
            mistakes.add(mistake(file, text, key, e.getMessage() + " in \"" + said + "\"", cure));
        }
    }

    private static void checkDate(
            InputFile file, String text, Locale locale, String key, String said, Mistakes mistakes) {
        var day = !key.endsWith("time") && !key.endsWith("second");
        try {
            var sample = LocalDate.EPOCH;
            var shown = DateTimeFormatter.ofPattern(said, locale)
                    .format(day ? sample : sample.atStartOfDay(ZoneOffset.UTC));
            if (!Blank.isBlank(shown)) {
                return;
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // told below
        }
        mistakes.add(mistake(
                file,
                text,
                key,
                "\"" + said + "\" is no pattern of " + (day ? "a day" : "a time"),
                "write one like EEEE, d MMMM uuuu" + (day ? "" : ", HH:mm")));
    }

    private static Mistake mistake(InputFile file, String text, String key, String problem, Object cure) {
        var lines = text.split("\r\n|\r|\n", -1);
        var start = Pattern.compile("\\s*" + Pattern.quote(key) + "(?:\\s*[=:].*|\\s.*|)");
        var number = lines.length;
        while (number > 0 && !start.matcher(lines[number - 1]).matches()) {
            number--;
        }
        return new Mistake(file.name(), number, key, problem, cure);
    }

    /** Remembers what stands in a file twice, of which the last would silently win. */
    private static final class Lines extends Properties {
        private final Map<String, String> texts = new LinkedHashMap<>();
        private final Map<String, String> twice = new LinkedHashMap<>();

        @Override
        public synchronized Object put(Object key, Object value) {
            var before = texts.put(String.valueOf(key), String.valueOf(value));
            if (before != null) {
                twice.put(String.valueOf(key), before);
            }
            return String.valueOf(before);
        }
    }
}
