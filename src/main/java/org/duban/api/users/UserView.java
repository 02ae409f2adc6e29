package org.duban.api.users;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.duban.access.Membership;
import org.duban.access.users.Account;
import org.jspecify.annotations.Nullable;

/**
 * A user as callers see it.
 *
 * @param memberships roles at units, by their texts; a role alone is one of the whole tree
 */
@Schema(name = "User")
record UserView(
        String name,
        String displayName,
        @Nullable String mail,
        @Nullable String language,

        @Schema(example = "[\"OFFICE@gyangze-office\"]") List<String> memberships,

        Instant createdAt) {

    static UserView of(Account account) {
        return new UserView(
                account.name(),
                account.displayName(),
                account.mail(),
                account.language(),
                account.memberships().stream().map(Membership::text).toList(),
                account.createdAt());
    }
}
