package org.duban.rulebook;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.duban.calendar.Calendars;
import org.duban.files.InputFile;
import org.jspecify.annotations.Nullable;

/**
 * Policies and calendars as their authors wrote them.
 *
 * @param policies the text of the policy file
 * @param calendars the texts of the calendar files by file name; those that come with Duban stand under {@value #BUILT_IN},
 *     and one of the office's own of the same calendar and year counts instead
 */
public record RuleTexts(String policies, SortedMap<String, String> calendars) {

    public static final String BUILT_IN = "built-in/";

    /** Before anybody wrote any. */
    static final RuleTexts NONE = new RuleTexts("", new TreeMap<>());

    /** The name under which the policies are noted, and mistakes in them told where they lie in no file. */
    public static final String POLICIES = "policies";

    public RuleTexts {
        calendars = Collections.unmodifiableSortedMap(new TreeMap<>(calendars));
    }

    /**
     * These with some of them replaced.
     *
     * @param policies null: as they are
     * @param calendars a null text takes the file away
     */
    public RuleTexts with(@Nullable String policies, Map<String, ? extends @Nullable String> calendars) {
        var files = new TreeMap<>(this.calendars);
        calendars.forEach((name, text) -> {
            if (text == null) {
                files.remove(name);
            } else {
                files.put(name, text);
            }
        });
        return new RuleTexts(policies == null ? this.policies : policies, files);
    }

    /** The names of what is not the same in other texts. */
    List<String> changedFrom(RuleTexts other) {
        var names = new ArrayList<String>();
        if (!policies.equals(other.policies)) {
            names.add(POLICIES);
        }
        Stream.of(calendars, other.calendars)
                .flatMap(files -> files.keySet().stream())
                .distinct()
                .filter(name -> !Objects.equals(calendars.get(name), other.calendars.get(name)))
                .sorted()
                .forEach(names::add);
        return names;
    }

    /**
     * What the calendar files say.
     *
     * @param places where files lie that are not to be told by their names only
     * @throws org.duban.files.BadInput with everything that is wrong with the calendar files
     */
    Calendars readCalendars(Map<String, String> places) {
        return Calendars.read(files(true, places), files(false, places));
    }

    InputFile policyFile(Map<String, String> places) {
        return InputFile.ofText(places.getOrDefault(POLICIES, POLICIES), policies);
    }

    private List<InputFile> files(boolean builtIn, Map<String, String> places) {
        var files = new ArrayList<InputFile>();
        calendars.forEach((name, text) -> {
            if (name.startsWith(BUILT_IN) == builtIn) {
                files.add(InputFile.ofText(places.getOrDefault(name, name), text));
            }
        });
        return files;
    }
}
