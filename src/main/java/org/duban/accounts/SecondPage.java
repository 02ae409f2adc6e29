package org.duban.accounts;

import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * The second door.
 *
 * @param to the page to go on to
 * @param name who stands there
 * @param mistake what is wrong with the last try; null: nothing was tried
 * @param hasShownPassword whether it is something else that is missing
 * @param mail the address, in part, that a code can be mailed to; null: none
 * @param codeMailed whether there is one to type
 * @param passkey whether there is one to show
 * @param newPasskey whether one may be added here, because there is nothing else
 */
record SecondPage(
        Words words,
        String formToken,
        String to,
        String name,
        @Nullable String mistake,
        boolean hasShownPassword,
        @Nullable String mail,
        boolean codeMailed,
        boolean passkey,
        boolean newPasskey) {}
