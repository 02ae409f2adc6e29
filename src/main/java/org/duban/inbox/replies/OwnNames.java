package org.duban.inbox.replies;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the unit is called that a reply comes from: whole, or without what stands before it, such as its county. Who writes it signs,
 * even if it begins like a word that hands a matter on, as 协格尔镇 does.
 *
 * @param names narrow, in small letters, without what a government adds to the name of its place
 */
record OwnNames(List<String> names) {

    static final OwnNames NONE = new OwnNames(List.of());

    private static final int SHORTEST = 3;
    private static final Pattern GOVERNMENT = Pattern.compile("(?:人民政府|政府|党委|办公室)$");

    /** The end of a name that is one by itself. */
    private static final Pattern OFFICE =
            Pattern.compile("\\p{IsHan}*[局委办厅处科部院校镇乡村站队所会社团]|\\p{IsHan}*(?:中心|街道|公司|大学|学院)");

    static OwnNames of(Collection<String> names) {
        return new OwnNames(names.stream().map(OwnNames::plain).toList());
    }

    /** Whether these words are one of the names. */
    boolean have(String words) {
        var said = plain(words);
        return said.length() >= SHORTEST && names.stream().anyMatch(name -> name.equals(said) || endsWith(name, said));
    }

    private static boolean endsWith(String name, String said) {
        return name.endsWith(said)
                && (OFFICE.matcher(said).matches() || (said.contains(" ") && name.endsWith(" " + said)));
    }

    private static String plain(String name) {
        return GOVERNMENT
                .matcher(ReplyWords.narrow(name).strip().toLowerCase(Locale.ROOT))
                .replaceFirst("");
    }
}
