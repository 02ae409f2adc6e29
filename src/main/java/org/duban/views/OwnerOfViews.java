package org.duban.views;

import org.duban.access.PresentUser;
import org.jspecify.annotations.Nullable;

/**
 * Whose views they are.
 *
 * @param key how tables know him: whoever has an account, and somebody of the same name whom a provider knows, are two
 * @param account the name of his account; null: he has none here
 */
record OwnerOfViews(String key, @Nullable String account) {

    static OwnerOfViews of(PresentUser user) {
        if (!user.isOfAProvider()) {
            return new OwnerOfViews("account:" + user.name(), user.name());
        }
        var key = user.provider().map(provider -> "provider:" + provider + ":").orElse("token:") + user.name();
        return new OwnerOfViews(key, null);
    }
}
