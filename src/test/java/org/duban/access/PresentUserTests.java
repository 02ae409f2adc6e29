package org.duban.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.duban.task.Fixtures;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Gyangze and Lhaze are offices below Shigatse's. */
class PresentUserTests {

    private final PresentUser user = new PresentUser(Fixtures.directory());

    @AfterEach
    void leave() {
        SecurityContextHolder.clearContext();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            roles                                | sees                                                            | decides for
            UNIT@gyangze-roads                   | gyangze-roads                                                   | nobody
            READER@gyangze-roads                 | gyangze-roads                                                   | nobody
            UNIT@gyangze-office                  | gyangze-office                                                  | nobody
            OFFICE@lhaze-office                  | lhaze-office lhaze-roads                                        | lhaze-office lhaze-roads
            READER@lhaze-office UNIT@museum      | lhaze-office lhaze-roads museum                                 | nobody
            READER@lhaze-office OFFICE@museum    | lhaze-office lhaze-roads museum                                 | museum
            OFFICE@gyangze-office                | gyangze-education gyangze-health gyangze-office gyangze-roads   | gyangze-education gyangze-health gyangze-office gyangze-roads
            UNIT@nowhere                         | nobody                                                          | nobody
            clerk                                | nobody                                                          | nobody
            ADMIN@gyangze-office                 | nobody                                                          | nobody
            UNIT                                 | everything                                                      | nobody
            READER                               | everything                                                      | nobody
            READER OFFICE@lhaze-office           | everything                                                      | lhaze-office lhaze-roads
            OFFICE                               | everything                                                      | everything
            ADMIN                                | everything                                                      | everything
            """)
    void seesWhatHisRolesReach(String roles, String sees, String decides) {
        comesInWith(roles);

        assertThat(shown(UserRole.READER)).isEqualTo(sees);
        assertThat(shown(UserRole.OFFICE)).isEqualTo(decides);
    }

    @Test
    void seesAndIsNothingWithoutALogin() {
        assertThat(user.name()).isEmpty();
        assertThat(shown(UserRole.READER)).isEqualTo("nobody");
        assertThat(user.speaksForAll()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            roles                                     | reports as                  | decides as     | for all
            UNIT@gyangze-roads                        | gyangze-roads               |                | false
            OFFICE@gyangze-office                     | gyangze-office              | gyangze-office | false
            UNIT@gyangze-roads OFFICE@gyangze-office  | gyangze-office gyangze-roads| gyangze-office | false
            READER@gyangze-office                     |                             |                | false
            READER                                    |                             |                | false
            UNIT                                      |                             |                | false
            OFFICE                                    |                             |                | true
            ADMIN                                     |                             |                | true
            """)
    void actsAsThoseOfWhomHeIs(String roles, String reports, String decides, boolean forAll) {
        comesInWith(roles);

        assertThat(sorted(user.actsAs().reporting())).isEqualTo(reports == null ? "" : reports);
        assertThat(sorted(user.actsAs().deciding())).isEqualTo(decides == null ? "" : decides);
        assertThat(user.speaksForAll()).isEqualTo(forAll);
    }

    @Test
    void isNobodyElseOfTheSameName() {
        comesInWith("READER");
        var account = user.key();
        comesIn(holder(null));
        var accountOnPages = user.key();
        comesIn(holder("city"));
        var ofTheCity = user.key();
        comesIn(holder("county"));
        var ofTheCounty = user.key();
        var token =
                Jwt.withTokenValue("t").header("alg", "none").subject("dawa").build();
        SecurityContextHolder.getContext().setAuthentication(new JwtAuthenticationToken(token, List.of()));
        var withAToken = user.key();

        assertThat(accountOnPages).isEqualTo(account);
        assertThat(List.of(account, ofTheCity, ofTheCounty, withAToken)).doesNotHaveDuplicates();
        assertThat(user.name()).isEqualTo("dawa");
    }

    private static AccountHolder holder(@Nullable String provider) {
        return AccountHolder.of("dawa", "Dawa", null, List.of(), provider);
    }

    private static void comesIn(AccountHolder holder) {
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(holder, null, List.of()));
    }

    private String shown(UserRole least) {
        var scope = user.scope(least);
        return scope.everything() ? "everything" : scope.units().isEmpty() ? "nobody" : sorted(scope.units());
    }

    private static String sorted(Set<String> units) {
        return String.join(" ", new TreeSet<>(units));
    }

    private static void comesInWith(String roles) {
        var memberships = Arrays.stream(roles.split(" "))
                .flatMap(role -> Membership.named(role).stream())
                .toList();
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated("dawa", null, memberships));
    }
}
