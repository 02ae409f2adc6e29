package org.duban.views;

import org.duban.access.PresentUser;
import org.jspecify.annotations.Nullable;

/**
 * Whose views they are.
 *
 * @param key {@link PresentUser#key()}
 * @param account the name of his account; null: he has none here
 */
record OwnerOfViews(String key, @Nullable String account) {

    static OwnerOfViews of(PresentUser user) {
        return new OwnerOfViews(user.key(), user.isOfAProvider() ? null : user.name());
    }
}
