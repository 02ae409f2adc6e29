package org.duban.accounts.provider;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.duban.access.Membership;
import org.duban.access.ProviderClaims;
import org.duban.access.users.AccountDoor.Entrant;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/**
 * Who has come in by the page of a provider, with the roles that it said then. A session says only which of these logins it is of, so
 * that it opens nothing any more, at any node, as soon as the login is taken out.
 */
@Component
public final class ProviderLogins {

    private static final int LONGEST = 200;
    private static final Duration OVER = Duration.ofDays(367);

    private final JdbcProviderLogins table;
    private final InstantSource clock;

    ProviderLogins(JdbcProviderLogins table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    /** Keeps a login of somebody whom the provider has let in. */
    public Entrant add(String provider, OidcUser user, ProviderClaims.Known known) {
        var login = new ProviderLogin(
                UUID.randomUUID(),
                provider,
                Objects.requireNonNull(user.getSubject()),
                user.getClaimAsString("sid"),
                shortened(known.name()),
                shortened(Objects.requireNonNullElse(user.getFullName(), known.name())),
                known.memberships().stream().map(Membership::text).toList(),
                clock.instant());
        table.removeOver(clock.instant().minus(OVER));
        table.add(login);
        return entrant(login);
    }

    private static String shortened(String text) {
        var plain = text.replaceAll("\\p{Cntrl}", " ").strip();
        return plain.substring(0, Math.min(LONGEST, plain.length()));
    }

    /**
     * Whoever has come in by this login; empty where it is over.
     *
     * @throws AuthenticationServiceException if nobody can tell now
     */
    public Optional<Entrant> entrant(UUID id) {
        try {
            return table.login(id).map(ProviderLogins::entrant);
        } catch (DataAccessException e) {
            throw new AuthenticationServiceException("the logins cannot be read now", e);
        }
    }

    private static Entrant entrant(ProviderLogin login) {
        var user = ProviderClaims.letIn(login.provider(), login.name(), login.displayName(), null, login.roles());
        return new Entrant(user, login.id().toString());
    }

    /** By what the sessions of the same person of a provider are found; no account is called so. */
    public Optional<String> key(UUID id) {
        return table.login(id).map(login -> key(login.provider(), login.subject()));
    }

    static String key(String provider, String subject) {
        return "provider:" + DigestUtils.sha256Hex(provider + '\0' + subject).substring(0, 40);
    }

    /** Takes one out: its session opens nothing any more. */
    public void end(UUID id) {
        table.remove(id);
    }

    /** The same for what a provider has ended; says of whom there was one, by the name in the audit trail. */
    public List<String> end(Providers.Ended ended) {
        return table.remove(ended);
    }
}
