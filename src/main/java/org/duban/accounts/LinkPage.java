package org.duban.accounts;

import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * What a mailed link shows: to log in by it, or to choose a password.
 *
 * @param account whose link it is
 * @param action where its form goes
 * @param mistake what is wrong with the password; null: nothing was tried
 */
record LinkPage(
        Words words,
        String formToken,
        String account,
        String action,
        boolean choosesAPassword,
        @Nullable String mistake) {}
