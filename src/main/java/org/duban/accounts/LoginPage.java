package org.duban.accounts;

import java.util.List;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * Where people log in.
 *
 * @param to the page to go on to
 * @param name what was typed
 * @param banner what has become of the last try; null: nothing was tried
 * @param tone how that is shown: {@code bad} or {@code good}
 * @param asksForLink whether somebody was just about to have a link mailed
 * @param demo as whom one may come in without being told a password
 */
record LoginPage(
        Words words,
        String formToken,
        String to,
        String name,
        @Nullable String banner,
        String tone,
        boolean asksForLink,
        List<DemoAccount> demo) {

    LoginPage {
        demo = List.copyOf(demo);
    }
}
