package org.duban.rulebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.duban.files.InputFile;
import org.jspecify.annotations.Nullable;

/**
 * The files from which a process takes rules.
 *
 * @param policies the policy file
 * @param chosen whether the operator named that file
 * @param builtIn lists the calendar files that come with Duban
 * @param own lists the calendar files of the office; null if the operator named none
 */
record RuleFiles(
        InputFile policies,
        boolean chosen,
        Supplier<List<InputFile>> builtIn,
        @Nullable Supplier<List<InputFile>> own) {

    /** The name under which policies are noted that nobody chose. */
    private static final String USUAL = "usual policies";

    /** What files said, by their names: each text by its digest. */
    record Said(Map<String, String> digests) {

        static final Said NOTHING = new Said(Map.of());

        boolean policiesChosen() {
            return digests.containsKey(RuleTexts.POLICIES);
        }

        boolean differs(String name, String text) {
            return !DigestUtils.sha256Hex(text).equals(digests.get(name));
        }
    }

    /**
     * What is new in the files since they were last taken over.
     *
     * @param policies null: nothing
     * @param calendars by file name; null: the file is gone
     * @param places where the files lie, by name
     * @param said what all of them say now
     */
    record News(
            @Nullable String policies, Map<String, @Nullable String> calendars, Map<String, String> places, Said said) {

        boolean none() {
            return policies == null && calendars.isEmpty();
        }

        List<String> names() {
            var names = new ArrayList<>(calendars.keySet());
            if (policies != null) {
                names.add(0, RuleTexts.POLICIES);
            }
            return names;
        }
    }

    /**
     * What is new since the files said that. What the operator did not choose counts less: a process without a policy file
     * or calendars of its own, such as one that only sends mail, leaves those that there are; and a calendar that came with
     * another release of Duban stays.
     *
     * @throws org.duban.files.BadInput if one cannot be read
     */
    News since(Said before) {
        return news(before, before::differs);
    }

    /** All that the files say, as if everything in them were new; but what {@link #since} would leave is left. */
    News all(Said before) {
        return news(before, (name, text) -> true);
    }

    private News news(Said before, BiPredicate<String, String> isNew) {
        var said = new TreeMap<>(before.digests());
        var places = new TreeMap<String, String>();
        var calendars = new TreeMap<String, @Nullable String>();
        var files = files();
        files.forEach((name, file) -> {
            var text = file.text();
            places.put(name, file.name());
            said.put(name, DigestUtils.sha256Hex(text));
            if (isNew.test(name, text)) {
                calendars.put(name, text);
            }
        });
        if (own != null) {
            before.digests().keySet().stream()
                    .filter(name -> isGone(name, files))
                    .forEach(name -> {
                        said.remove(name);
                        calendars.put(name, null);
                    });
        }
        return new News(policies(before, isNew, said, places), calendars, places, new Said(said));
    }

    private @Nullable String policies(
            Said before, BiPredicate<String, String> isNew, Map<String, String> said, Map<String, String> places) {
        if (!chosen && before.policiesChosen()) {
            return null;
        }
        var text = policies.text();
        var name = chosen ? RuleTexts.POLICIES : USUAL;
        said.remove(USUAL);
        said.put(name, DigestUtils.sha256Hex(text));
        places.put(RuleTexts.POLICIES, policies.name());
        return isNew.test(name, text) ? text : null;
    }

    private static boolean isGone(String name, Map<String, InputFile> files) {
        return !name.startsWith(RuleTexts.BUILT_IN)
                && !name.equals(RuleTexts.POLICIES)
                && !name.equals(USUAL)
                && !files.containsKey(name);
    }

    private Map<String, InputFile> files() {
        var files = new TreeMap<String, InputFile>();
        builtIn.get().forEach(file -> files.put(RuleTexts.BUILT_IN + nameOf(file), file));
        if (own != null) {
            own.get().forEach(file -> files.put(nameOf(file), file));
        }
        return files;
    }

    private static String nameOf(InputFile file) {
        return file.name().replaceFirst(".*[/\\\\:]", "");
    }
}
