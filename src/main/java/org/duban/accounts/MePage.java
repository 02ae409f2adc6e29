package org.duban.accounts;

import java.util.List;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is here, and what is his to see to.
 *
 * @param mail empty: nowhere
 * @param roles in words
 * @param provider by whose page he has come in, as people call it; null: he has an account here, with a password and tokens
 * @param language that of the account, as a tag; empty: that of the browser
 * @param digests the units as which he acts, with when each gets what is not urgent
 * @param units the units as which he acts
 * @param passkeysUsable whether browsers let this page ask for one
 * @param said what was just done, or went wrong; null: nothing
 * @param secret of a token that was just made, shown this once; null: none was made
 */
record MePage(
        Words words,
        String formToken,
        String name,
        String displayName,
        String mail,
        List<String> roles,
        @Nullable String provider,
        String language,
        List<UserPage.Option> languages,
        List<DigestRow> digests,
        List<UnitLink> units,
        boolean passkeysUsable,
        List<PasskeyRow> passkeys,
        List<SessionRow> sessions,
        List<TokenRow> tokens,
        TokenForm tokenForm,
        @Nullable Said said,
        @Nullable String secret) {

    MePage {
        roles = List.copyOf(roles);
        languages = List.copyOf(languages);
        digests = List.copyOf(digests);
        units = List.copyOf(units);
        passkeys = List.copyOf(passkeys);
        sessions = List.copyOf(sessions);
        tokens = List.copyOf(tokens);
    }

    /** @param end where it is ended; null: it is the present one */
    record SessionRow(
            String browser,
            String from,
            String since,
            String lastUsed,
            @Nullable String end) {}

    /** Leads to what somebody sees to for a unit. */
    record UnitLink(String url, String name) {}

    /**
     * @param addresses where mail reaches it
     * @param at the time of day; empty: each mail at once
     */
    record DigestRow(String unit, String name, List<String> addresses, String at) {

        DigestRow {
            addresses = List.copyOf(addresses);
        }
    }

    record PasskeyRow(String label, String added, String lastUsed, String remove) {}

    record TokenRow(String label, List<String> roles, String until, String lastUsed, String revoke) {}

    /** @param chosen the roles that were ticked */
    record TokenForm(String label, String until, List<UserPage.Option> roles, List<String> chosen) {

        TokenForm {
            roles = List.copyOf(roles);
            chosen = List.copyOf(chosen);
        }
    }

    /**
     * @param field the field that it is about: {@code present}, {@code password}, {@code label}, {@code until},
     *     {@code memberships}; empty: none
     */
    record Said(String text, boolean wrong, String field) {

        static Said done(String text) {
            return new Said(text, false, "");
        }

        static Said wrong(String field, String text) {
            return new Said(text, true, field);
        }
    }

    /** What is wrong with a field; null: nothing. */
    @Nullable
    String mistake(String field) {
        return said != null && said.wrong() && said.field().equals(field) ? said.text() : null;
    }

    @Nullable
    String invalid(String field) {
        return mistake(field) == null ? null : "true";
    }
}
