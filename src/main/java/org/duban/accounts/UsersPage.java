package org.duban.accounts;

import java.util.List;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * Those whom the reader manages.
 *
 * @param done what was just done; null: nothing
 * @param next where more of them are; null: there are none
 */
record UsersPage(
        Words words,
        List<Row> rows,
        @Nullable String done,
        @Nullable String next) {

    UsersPage {
        rows = List.copyOf(rows);
    }

    /** @param url where he is changed */
    record Row(String name, String displayName, String mail, List<String> roles, String url) {}
}
