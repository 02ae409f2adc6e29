package org.duban.letter;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The words of letters for one reader: each key from the first of some files that has it. */
final class Wording {

    /** The key of the pattern for a day. */
    static final String DAY = WordingFile.DATES + "day";

    /** Deadlines lie close together, and a day is dear to format; nobody keeps more of them than this. */
    private static final int MOST_DAYS = 5_000;

    private final String lang;
    private final boolean chineseNames;
    private final Map<String, Phrase> phrases = new HashMap<>();
    private final Map<String, DateTimeFormatter> dates = new HashMap<>();
    private final Map<LocalDate, String> days = new ConcurrentHashMap<>();
    /** All letters of a moment are issued at the same time. */
    private volatile Said lastTime = new Said(Instant.EPOCH.atZone(ZoneOffset.UTC), "");

    /**
     * @param files the first has the language of the reader
     * @param chineseNames whether units are called by their Chinese names
     */
    Wording(List<WordingFile> files, boolean chineseNames) {
        this.lang = files.get(0).locale().toLanguageTag();
        this.chineseNames = chineseNames;
        for (var file : files) {
            file.texts().forEach((key, text) -> {
                if (key.startsWith(WordingFile.DATES)) {
                    dates.computeIfAbsent(key, any -> DateTimeFormatter.ofPattern(text, file.locale()));
                } else {
                    phrases.computeIfAbsent(key, any -> Phrase.of(text));
                }
            });
        }
    }

    /** The language, as a tag such as {@code zh-CN}. */
    String lang() {
        return lang;
    }

    /** A unit's name as its reader knows it. */
    String name(String zh, String en) {
        return chineseNames ? zh : en;
    }

    boolean knows(String key) {
        return phrases.containsKey(key);
    }

    /** @throws IllegalStateException if no file has the key: our mistake */
    String say(String key, String... values) {
        var phrase = phrases.get(key);
        if (phrase == null) {
            throw new IllegalStateException("No words for " + key + " in " + lang);
        }
        return phrase.with(values);
    }

    /** Says the key's {@code .one} or {@code .other} form; the number is the first value. */
    String count(String key, int number) {
        return say(key + (number == 1 ? ".one" : ".other"), String.valueOf(number));
    }

    /** A day with its weekday. */
    String day(LocalDate day) {
        var known = days.get(day);
        if (known == null) {
            if (days.size() >= MOST_DAYS) {
                days.clear();
            }
            known = format(DAY).format(day);
            days.put(day, known);
        }
        return known;
    }

    /** A minute, or a second where it is not a full minute, with its weekday. */
    String time(ZonedDateTime when) {
        var last = lastTime;
        if (!last.when.equals(when)) {
            var pattern = WordingFile.DATES + (when.getSecond() == 0 ? "time" : "second");
            last = new Said(when, format(pattern).format(when));
            lastTime = last;
        }
        return last.words;
    }

    private record Said(ZonedDateTime when, String words) {}

    private DateTimeFormatter format(String key) {
        var format = dates.get(key);
        if (format == null) {
            throw new IllegalStateException("No date pattern for " + key + " in " + lang);
        }
        return format;
    }
}
