package org.duban.words;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.duban.reasons.Phrase;
import org.duban.reasons.Wording;

/** The words of a bundle for one reader: each key from the first of some files that has it; for many threads. */
public final class Words implements Wording {

    /** Deadlines lie close together, and a day is dear to format; nobody keeps more of them than this. */
    private static final int MOST_DAYS = 5_000;

    private final Locale locale;
    private final boolean chineseNames;
    private final Map<String, Phrase> phrases = new HashMap<>();
    private final Map<String, DateTimeFormatter> dates = new HashMap<>();
    private final Map<LocalDate, String> days = new ConcurrentHashMap<>();
    /** All letters of a moment are issued at the same time. */
    private volatile Said lastTime = new Said(Instant.EPOCH.atZone(ZoneOffset.UTC), "");

    /**
     * @param files the first has the language of the reader
     * @param chineseNames whether everything is called by its Chinese name
     */
    Words(List<WordFile> files, boolean chineseNames) {
        this.locale = files.get(0).locale();
        this.chineseNames = chineseNames;
        for (var file : files) {
            file.texts().forEach((key, text) -> {
                if (WordFile.isDate(key)) {
                    dates.computeIfAbsent(key, any -> DateTimeFormatter.ofPattern(text, file.locale()));
                } else {
                    phrases.computeIfAbsent(key, any -> Phrase.of(text));
                }
            });
        }
    }

    /** The language of the words, which need not be that of the reader. */
    public Locale locale() {
        return locale;
    }

    /** The language as a tag such as {@code zh-CN}. */
    public String lang() {
        return locale.toLanguageTag();
    }

    /** A name as the reader knows it. */
    public String name(String zh, String en) {
        return chineseNames ? zh : en;
    }

    /** All words by their keys, with their places: for programs in pages, which put in the values themselves. */
    public Map<String, String> texts() {
        var texts = new TreeMap<String, String>();
        phrases.forEach((key, phrase) -> texts.put(key, phrase.with(place -> "{" + place + "}")));
        return texts;
    }

    @Override
    public boolean knows(String key) {
        return phrases.containsKey(key);
    }

    /**
     * @param values for the places of the words; numbers are written as the language does it
     * @throws IllegalStateException if no file has the key: our mistake
     */
    @Override
    public String say(String key, Object... values) {
        var phrase = phrases.get(key);
        if (phrase == null) {
            throw new IllegalStateException("No words for " + key + " in " + lang());
        }
        return phrase.with(place -> written(values[place]));
    }

    /** Says the key's {@code .one} or {@code .other} form, in which the number takes the first place. */
    public String count(String key, long number) {
        return say(counted(key, number), number);
    }

    /** The form of a key that goes with a number. */
    public static String counted(String key, long number) {
        return key + (number == 1 ? ".one" : ".other");
    }

    /** A day with its weekday, by the pattern {@code date.day}. */
    public String day(LocalDate day) {
        var known = days.get(day);
        if (known == null) {
            if (days.size() >= MOST_DAYS) {
                days.clear();
            }
            known = date("day", day);
            days.put(day, known);
        }
        return known;
    }

    /** A minute with its weekday, by {@code date.time}; where it is not a full one, by {@code date.second} if there is that. */
    public String time(ZonedDateTime when) {
        var last = lastTime;
        if (!last.when.equals(when)) {
            var full = when.getSecond() == 0 || !dates.containsKey(WordFile.DATES + "second");
            last = new Said(when, date(full ? "time" : "second", when));
            lastTime = last;
        }
        return last.words;
    }

    /**
     * A date or time by one of the bundle's own patterns.
     *
     * @param pattern its key without {@code date.}
     */
    public String date(String pattern, TemporalAccessor when) {
        var format = dates.get(WordFile.DATES + pattern);
        if (format == null) {
            throw new IllegalStateException("No date pattern " + pattern + " in " + lang());
        }
        return format.format(when);
    }

    /** A number as the language writes it. */
    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    private String written(Object value) {
        return value instanceof Integer || value instanceof Long
                ? number(((Number) value).longValue())
                : String.valueOf(value);
    }

    private record Said(ZonedDateTime when, String words) {}
}
