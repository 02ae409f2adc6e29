package org.duban.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.duban.access.OidcProperties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.oauth2.jwt.Jwt;

class TokenBearerTests {

    @ParameterizedTest
    @CsvSource(textBlock = """
            roles, [ROLE_ADMIN]
            realm_access.roles, [ROLE_OFFICE]
            https://duban.example/roles, '[ROLE_UNIT, ROLE_READER]'
            at_units, '[ROLE_OFFICE@gyangze-office, ROLE_READER, ROLE_UNIT@Gyangze.Roads]'
            nothing.like.it, []
            """)
    void tellTheRolesOfTheirBearer(String claim, String roles) {
        var token = Jwt.withTokenValue("x")
                .header("alg", "none")
                .subject("4711")
                .claim("roles", List.of("admin"))
                .claim("realm_access", Map.of("roles", List.of("clerk", "ROLE_ADMIN", "Office")))
                .claim(
                        "at_units",
                        List.of(
                                "office@gyangze-office",
                                "reader",
                                "Unit@Gyangze.Roads",
                                "admin@gyangze-office",
                                "unit@",
                                "@x"))
                .claim("https://duban.example/roles", "unit reader")
                .expiresAt(Instant.MAX)
                .build();
        var bearer = new TokenBearer(new OidcProperties("preferred_username", claim)).convert(token);

        assertThat(bearer.getAuthorities()).hasToString(roles);
        assertThat(bearer.getName()).isEqualTo("4711");
    }
}
