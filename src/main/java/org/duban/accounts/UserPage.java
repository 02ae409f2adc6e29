package org.duban.accounts;

import java.util.List;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * One account to change, or to add.
 *
 * @param url of the account; null: it is not there yet
 * @param passkeys whether the account has some
 * @param wrong the field that is wrong: {@code name}, {@code displayName}, {@code mail}, {@code language}, {@code memberships};
 *     null: none
 * @param mistake what is wrong with it, and what to do
 * @param done what was just done; null: nothing
 * @param password the account's new password, shown this once; null: none was made
 * @param roles that can be chosen
 * @param units that can be named
 */
record UserPage(
        Words words,
        String formToken,
        @Nullable String url,
        boolean passkeys,
        UserForm form,
        @Nullable String wrong,
        @Nullable String mistake,
        @Nullable String done,
        @Nullable String password,
        List<Option> roles,
        List<String> units,
        List<Option> languages) {

    UserPage {
        roles = List.copyOf(roles);
        units = List.copyOf(units);
        languages = List.copyOf(languages);
    }

    record Option(String value, String words) {}

    boolean isWrong(String field) {
        return field.equals(wrong);
    }
}
