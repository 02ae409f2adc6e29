package org.duban.letter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.duban.files.BadInput;
import org.duban.files.InputFile;
import org.duban.files.Mistakes;
import org.jspecify.annotations.Nullable;

/**
 * The words of letters in every language there is: Chinese and English come with Duban, and an installation may say some
 * of them otherwise or add a language. What a language lacks is said in Chinese if it is a language of China, else in
 * English.
 */
public final class Wordings {

    private static final String BUILT_IN = "classpath:org/duban/letter/mail_%s.properties";
    private static final String CHINESE = "zh_CN";
    private static final String ENGLISH = "en";

    private final Map<String, List<WordingFile>> bySuffix = new HashMap<>();
    private final Map<Locale, Wording> known = new ConcurrentHashMap<>();

    private Wordings(List<WordingFile> files) {
        files.forEach(file -> bySuffix.computeIfAbsent(file.suffix(), any -> new ArrayList<>())
                .add(file));
    }

    /** The words that come with Duban. */
    static Wordings builtIn() {
        return with(null);
    }

    /**
     * Those words, and before them those of an installation.
     *
     * @param location a directory of {@code mail_*.properties}, or one such file; null: none
     * @throws BadInput with all mistakes in those files
     */
    public static Wordings with(@Nullable String location) {
        var builtIn = List.of(builtIn(ENGLISH), builtIn(CHINESE));
        var files = new ArrayList<WordingFile>();
        if (location != null && !location.isBlank()) {
            var places = places(builtIn);
            var mistakes = new Mistakes();
            filesAt(location)
                    .forEach(file -> mistakes.reading(() -> WordingFile.read(file, places))
                            .ifPresent(files::add));
            mistakes.throwIfAny();
        }
        files.addAll(builtIn);
        return new Wordings(files);
    }

    /** The words for a reader. */
    Wording of(Locale reader) {
        return known.computeIfAbsent(reader, this::gathered);
    }

    private Wording gathered(Locale reader) {
        var files = new ArrayList<WordingFile>();
        for (var suffix : suffixes(reader)) {
            files.addAll(bySuffix.getOrDefault(suffix, List.of()));
        }
        return new Wording(files, inChina(reader));
    }

    private static List<String> suffixes(Locale reader) {
        var suffixes = new ArrayList<String>();
        suffixes.add(reader.getLanguage() + "_" + reader.getCountry());
        suffixes.add(reader.getLanguage());
        if (inChina(reader)) {
            suffixes.add(CHINESE);
        }
        suffixes.add(ENGLISH);
        return suffixes.stream().distinct().toList();
    }

    private static boolean inChina(Locale reader) {
        var language = reader.getLanguage();
        return language.equals("zh") || reader.getCountry().equals("CN") && !language.equals(ENGLISH);
    }

    private static List<InputFile> filesAt(String location) {
        return location.endsWith(".properties")
                ? List.of(InputFile.of(location))
                : InputFile.filesIn(location, "properties");
    }

    private static WordingFile builtIn(String suffix) {
        var file = InputFile.of(BUILT_IN.formatted(suffix));
        return new WordingFile(suffix, WordingFile.texts(file));
    }

    /** What each key may say: what it says in any language that comes with Duban; all asks know the same values. */
    private static Map<String, Set<Integer>> places(List<WordingFile> builtIn) {
        var places = new TreeMap<String, Set<Integer>>();
        builtIn.forEach(file -> file.texts().forEach((key, text) -> {
            var known = places.computeIfAbsent(key, any -> new TreeSet<>());
            if (!key.startsWith(WordingFile.DATES)) {
                known.addAll(
                        key.startsWith("ask.")
                                ? Set.of(0, 1, 2, 3, 4)
                                : Phrase.of(text).places());
            }
        }));
        return places;
    }
}
