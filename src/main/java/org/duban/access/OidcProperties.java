package org.duban.access;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who the bearer of a token is. Tokens are taken where {@code spring.security.oauth2.resourceserver.jwt.issuer-uri} or
 * {@code .jwk-set-uri} names a provider.
 *
 * @param nameClaim the claim under which its bearer stands in the audit trail; the subject where a token has none
 * @param rolesClaim the claim that lists its bearer's roles at units, such as {@code office@gyangze-office} or {@code admin}, see
 *     users.md; who has none of them may nothing; dots lead into it, as in {@code realm_access.roles}
 */
@ConfigurationProperties("duban.oidc")
@Validated
public record OidcProperties(
        @NotBlank @DefaultValue("preferred_username") String nameClaim,
        @NotBlank @DefaultValue("roles") String rolesClaim) {}
