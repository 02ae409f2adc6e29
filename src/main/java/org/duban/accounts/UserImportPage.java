package org.duban.accounts;

import java.util.List;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * A list of accounts that somebody wants to take over.
 *
 * @param content the list, as Base64; empty: none was sent
 * @param fileName how the file is called
 * @param banner what is to be said of the whole list; null: nothing was sent
 * @param tone how that is shown: {@code bad}, {@code wait} or {@code good}
 * @param rows what becomes of each, or what is wrong
 * @param ready whether it can be taken over
 */
record UserImportPage(
        Words words,
        String formToken,
        String content,
        String fileName,
        @Nullable String banner,
        String tone,
        List<Row> rows,
        boolean ready) {

    UserImportPage {
        rows = List.copyOf(rows);
    }

    /**
     * @param line empty: the whole file is meant
     * @param says what becomes of it, or what is wrong and how to mend it
     */
    record Row(String line, String name, String displayName, List<String> roles, boolean wrong, String says) {

        Row {
            roles = List.copyOf(roles);
        }
    }
}
