package org.duban.access.users;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.duban.access.Membership;
import org.duban.access.UserRole;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may log in, without the password.
 *
 * @param name by which he logs in, and stands in the audit trail
 * @param displayName what he is called
 * @param mail where mail reaches him; null: nowhere
 * @param language a language tag; null: that of his browser
 * @param memberships by their texts, each once
 * @param createdAt when he was added
 */
public record Account(
        String name,
        String displayName,
        @Nullable String mail,
        @Nullable String language,
        List<Membership> memberships,
        Instant createdAt) {

    public Account {
        memberships = byText(memberships);
    }

    private static List<Membership> byText(Collection<Membership> memberships) {
        return memberships.stream()
                .distinct()
                .sorted((one, other) -> one.text().compareTo(other.text()))
                .toList();
    }

    List<String> roles() {
        return memberships.stream().map(Membership::text).toList();
    }

    boolean administrates() {
        return memberships.stream().anyMatch(one -> one.includes(UserRole.ADMIN));
    }
}
