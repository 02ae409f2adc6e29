package org.duban.accounts;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.duban.accounts.provider.Providers;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * Where people log in.
 *
 * @param to the page to go on to
 * @param name what was typed
 * @param banner what has become of the last try; null: nothing was tried
 * @param tone how that is shown: {@code bad} or {@code good}
 * @param asksForLink whether somebody was just about to have a link mailed
 * @param demo as whom one may come in without being told a password
 * @param providers by whose pages one may come in
 * @param passkeys whether browsers let this page ask for one
 * @param left the provider by which somebody had come in who has just logged out; null: none
 */
record LoginPage(
        Words words,
        String formToken,
        String to,
        String name,
        @Nullable String banner,
        String tone,
        boolean asksForLink,
        List<DemoAccount> demo,
        List<Providers.Offered> providers,
        boolean passkeys,
        Providers.@Nullable Offered left) {

    LoginPage {
        demo = List.copyOf(demo);
        providers = List.copyOf(providers);
    }

    /** Where a login by a provider begins, to go on to the same page. */
    String begins(Providers.Offered provider) {
        return ProviderController.PATH + "/" + provider.id() + "?to=" + UriUtils.encode(to, StandardCharsets.UTF_8);
    }

    static String ends(Providers.Offered provider) {
        return ProviderController.WAY_OUT + "/" + provider.id();
    }
}
