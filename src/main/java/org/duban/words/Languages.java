package org.duban.words;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.files.BadInput;
import org.duban.files.InputFile;
import org.duban.files.Mistakes;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertyResolver;

/**
 * All languages there are: Chinese and English come with Duban, and an installation may say some things otherwise or add a
 * language. What a language lacks is said in Chinese if it is a language of China, else in English.
 */
public final class Languages {

    private static final String SETTING = "duban.words";
    /** From when only letters had words of an installation. */
    private static final String SETTING_FOR_MAIL = "duban.mail.wording";

    private static final String BUILT_IN = "classpath:words";
    private static final String CHINESE = "zh_CN";
    private static final String ENGLISH = "en";

    private final Map<String, List<WordFile>> files = new HashMap<>();
    private final Map<Locale, Locale> spoken = new LinkedHashMap<>();
    private final Map<Found, Words> known = new ConcurrentHashMap<>();

    private Languages(List<WordFile> all) {
        for (var file : all) {
            var locale = file.locale();
            files.computeIfAbsent(file.bundle() + "_" + file.suffix(), any -> new ArrayList<>())
                    .add(file);
            // The language of a region that comes last comes with Duban.
            spoken.put(Locale.forLanguageTag(locale.getLanguage()), locale);
        }
        all.forEach(file -> spoken.put(file.locale(), file.locale()));
    }

    /**
     * Those of the installation that these settings tell of.
     *
     * @throws BadInput with all mistakes in its files
     */
    public static Languages of(PropertyResolver settings) {
        return with(settings.getProperty(SETTING), settings.getProperty(SETTING_FOR_MAIL));
    }

    /** The words that come with Duban. */
    public static Languages builtIn() {
        return BuiltIn.ALL;
    }

    /** They do not change while a process runs, and take long to read. */
    private static final class BuiltIn {
        static final Languages ALL = with();
    }

    /**
     * Those words, and before them those of an installation.
     *
     * @param locations each a directory of files {@code <bundle>_<language>.properties}, or one such file; the first comes
     *     first, blank ones and null say nothing
     * @throws BadInput with all mistakes in those files
     */
    public static Languages with(@Nullable String... locations) {
        var builtIn = InputFile.filesIn(BUILT_IN, "properties").stream()
                .map(WordFile::trusted)
                .toList();
        var places = PlaceholderIndex.in(builtIn);
        var mistakes = new Mistakes();
        var all = new ArrayList<WordFile>();
        Stream.of(locations)
                .filter(Objects::nonNull)
                .filter(location -> !location.isBlank())
                .distinct()
                .flatMap(Languages::filesAt)
                .forEach(file ->
                        mistakes.reading(() -> WordFile.read(file, places)).ifPresent(all::add));
        mistakes.throwIfAny();
        all.addAll(builtIn);
        return new Languages(all);
    }

    /**
     * The words of a bundle for a reader.
     *
     * @param bundle the begin of the names of its files
     * @throws IllegalArgumentException if there is no such bundle: our mistake
     */
    public Words words(String bundle, Locale reader) {
        var found = suffixes(reader).stream()
                .map(suffix -> bundle + "_" + suffix)
                .filter(files::containsKey)
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("No words " + bundle);
        }
        return known.computeIfAbsent(new Found(found, inChina(reader)), this::gathered);
    }

    /** The language that a browser or program prefers of those there are; English if it prefers none of them. */
    public Locale preferred(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return Locale.ENGLISH;
        }
        try {
            var found = Locale.lookup(LanguageRange.parse(acceptLanguage), spoken.keySet());
            return found == null ? Locale.ENGLISH : Objects.requireNonNull(spoken.get(found));
        } catch (IllegalArgumentException e) {
            return Locale.ENGLISH;
        }
    }

    /** What the languages are called, such as {@code zh}, without regions. */
    public Set<String> names() {
        return spoken.keySet().stream().map(Locale::getLanguage).collect(Collectors.toCollection(TreeSet::new));
    }

    /** A name as a reader knows it: everything has a Chinese and an English one. */
    public static String name(Locale reader, String zh, String en) {
        return inChina(reader) ? zh : en;
    }

    private Words gathered(Found found) {
        return new Words(
                found.names.stream()
                        .flatMap(name -> files.getOrDefault(name, List.of()).stream())
                        .toList(),
                found.chineseNames);
    }

    private List<String> suffixes(Locale reader) {
        var suffixes = new ArrayList<String>();
        suffixes.add(reader.getLanguage() + "_" + reader.getCountry());
        suffixes.add(reader.getLanguage());
        var elsewhere = spoken.get(Locale.forLanguageTag(reader.getLanguage()));
        if (elsewhere != null) {
            suffixes.add(elsewhere.toString());
        }
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

    private static Stream<InputFile> filesAt(String location) {
        return location.endsWith(".properties")
                ? Stream.of(InputFile.of(location))
                : InputFile.filesIn(location, "properties").stream();
    }

    /** Which files speak to a reader; there are few such sets, and many readers. */
    private record Found(List<String> names, boolean chineseNames) {}
}
