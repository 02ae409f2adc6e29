package org.duban.accounts.provider;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A login by the page of a provider.
 *
 * @param subject how the provider calls the person; the same for ever
 * @param sid how the provider calls the login; null: it does not
 * @param name under which the person stands in the audit trail
 * @param roles as they were when the person came in
 */
record ProviderLogin(
        UUID id,
        String provider,
        String subject,
        @Nullable String sid,
        String name,
        String displayName,
        List<String> roles,
        Instant at) {

    ProviderLogin {
        roles = List.copyOf(roles);
    }
}
