package org.duban.views;

import java.text.Normalizer;
import org.duban.files.Blank;
import org.jspecify.annotations.Nullable;

/** What somebody calls a view: composed as Unicode does it (NFC), so that what looks alike is one name. */
final class ViewName {

    static final int LONGEST = 60;

    private ViewName() {}

    /** @throws ViewRefused if nothing can be called so */
    static String of(@Nullable String typed) {
        if (typed == null || Blank.isBlank(typed)) {
            throw new ViewRefused(ViewMistake.NO_NAME, "name", typed);
        }
        if (typed.codePoints().anyMatch(ViewName::barred)) {
            throw new ViewRefused(ViewMistake.NAME_OF_LINES, "name", typed);
        }
        var name = Blank.strip(Normalizer.normalize(typed, Normalizer.Form.NFC));
        if (name.codePointCount(0, name.length()) > LONGEST) {
            throw new ViewRefused(ViewMistake.LONG_NAME, "name", typed, String.valueOf(LONGEST));
        }
        if (name.equals(".") || name.equals("..")) {
            throw new ViewRefused(ViewMistake.NAME_OF_DOTS, "name", typed);
        }
        return name;
    }

    /** The name of one that is there; what can be no name is none. */
    static String found(String typed) {
        return Blank.strip(Normalizer.normalize(typed.replace('\0', '\uFFFD'), Normalizer.Form.NFC));
    }

    private static boolean barred(int character) {
        var type = Character.getType(character);
        return Character.isISOControl(character)
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
