package org.duban.access;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Somebody who has come in as an account.
 *
 * @param displayName what he is called
 * @param language a language tag; null: that of the browser
 * @param managesAccounts whether there are accounts that he may manage
 */
public record AccountHolder(
        String name, String displayName, @Nullable String language, boolean managesAccounts)
        implements AuthenticatedPrincipal {

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}
