package org.duban.access.users;

import java.util.Collection;
import org.duban.access.Membership;
import org.duban.access.UserRole;
import org.duban.access.users.AccessProperties.For;
import org.springframework.security.authorization.AllRequiredFactorsAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.stereotype.Component;

/** Who has to show more than a password, and whether somebody has. Factors are called as Spring Security calls them. */
@Component
public final class SecondFactor {

    public static final String PASSWORD = FactorGrantedAuthority.PASSWORD_AUTHORITY;
    /** What was mailed: a link, or a code. */
    public static final String MAIL = FactorGrantedAuthority.OTT_AUTHORITY;
    /** A passkey, which the device opens only to its holder: two factors in one. */
    public static final String PASSKEY = FactorGrantedAuthority.WEBAUTHN_AUTHORITY;

    private static final AuthorizationManager<Object> ENOUGH =
            AllRequiredFactorsAuthorizationManager.anyOf(all(PASSWORD, MAIL), all(PASSKEY));

    private final For whom;

    SecondFactor(AccessProperties settings) {
        this.whom = settings.secondFactor();
    }

    private static AllRequiredFactorsAuthorizationManager<Object> all(String... factors) {
        var builder = AllRequiredFactorsAuthorizationManager.builder();
        for (var factor : factors) {
            builder.requireFactor(one -> one.authority(factor));
        }
        return builder.build();
    }

    /** Whether this account has to; of whom a provider lets in, the provider asks what it wants. */
    public boolean isAskedOf(Authentication account) {
        return switch (whom) {
            case NONE -> false;
            case ADMIN -> Membership.of(account).stream().anyMatch(one -> one.includes(UserRole.ADMIN));
            case ALL -> true;
        };
    }

    /** Whether these are enough, of whoever has to show two. */
    public static boolean areEnough(Collection<String> factors) {
        var shown = factors.stream().map(FactorGrantedAuthority::fromAuthority).toList();
        var decision = ENOUGH.authorize(() -> new PreAuthenticatedAuthenticationToken("", "", shown), factors);
        return decision != null && decision.isGranted();
    }
}
