package org.duban.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Somebody who has come in on the pages, as an account or by the page of an OIDC provider.
 *
 * @param displayName what he is called
 * @param language a language tag; null: that of the browser
 * @param managesAccounts whether there are accounts that he may manage
 * @param administrates whether everything is his to see to
 * @param seesRefusals whether he sees refused events, which may be about any task or none: he has a role of the whole tree
 * @param provider who has said that it is he, as the settings call it; null: he has an account here
 */
public record AccountHolder(
        String name,
        String displayName,
        @Nullable String language,
        boolean managesAccounts,
        boolean administrates,
        boolean seesRefusals,
        @Nullable String provider)
        implements AuthenticatedPrincipal {

    public static AccountHolder of(
            String name,
            String displayName,
            @Nullable String language,
            List<Membership> memberships,
            @Nullable String provider) {
        return new AccountHolder(
                name,
                displayName,
                language,
                memberships.stream().anyMatch(one -> one.includes(UserRole.OFFICE)),
                memberships.stream().anyMatch(one -> one.includes(UserRole.ADMIN)),
                new Memberships(memberships).ofTheWholeTree(UserRole.READER),
                provider);
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}
