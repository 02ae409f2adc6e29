package org.duban.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.stream.Stream;
import org.duban.api.ApiHouse.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bearer tokens of an OIDC provider, beside HTTP Basic. */
class TokensTests {

    private static final Duration SOON = Duration.ofMinutes(5);

    private final ApiHouse house = ApiHouse.open();

    @Test
    void letTheirBearerInIfHeHasARole() {
        assertThat(read(TestIssuer.token("registry", SOON, "reader")).status()).isEqualTo(200);
        assertThat(read(TestIssuer.token("registry", SOON)).status()).isEqualTo(403);
        assertThat(read(TestIssuer.token("registry", SOON, "clerk")).status()).isEqualTo(403);
    }

    @Test
    void letOnlyAnAdministratorChangeRules() {
        assertThat(propose(TestIssuer.token("registry", SOON, "reader")).status())
                .isEqualTo(403);
        // The empty change is refused for what it says, not for who makes it.
        assertThat(propose(TestIssuer.token("city-office", SOON, "reader", "admin"))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @MethodSource
    void areRefusedUnlessTheyAreGenuine(String token) {
        var answer = read(token);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.text("detail")).isEqualTo("the token is not accepted; ask its issuer for a new one");
    }

    static Stream<String> areRefusedUnlessTheyAreGenuine() {
        return Stream.of(
                "no-token",
                TestIssuer.forgedToken("registry", "admin"),
                TestIssuer.token("registry", Duration.ofHours(-1), "admin"));
    }

    private Answer read(String token) {
        return house.send(house.request("/api/v1/units").header("Authorization", "Bearer " + token));
    }

    private Answer propose(String token) {
        return house.send(house.request("/api/v1/rule-changes")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
    }
}
