package org.duban.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.duban.access.users.TestUsers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityTests {

    /** One of its own, as wrong passwords are remembered. */
    private static final ApiHouse HOUSE = ApiHouse.alone();

    private final ApiHouse house = HOUSE;

    @BeforeEach
    void startsAtNoon() {
        house.clock().backToNoon();
    }

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/tasks",
                "/api/v1/units",
                "/v3/api-docs",
                "/swagger-ui.html",
                "/actuator/info",
                "/actuator/prometheus",
                "/actuator/healthy",
                "/"
            })
    void asksForAUser(String path) {
        var answer = house.send(house.request(path));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Basic");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("detail")).contains("HTTP Basic");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/health",
                "/actuator/health/liveness",
                "/actuator/health/readiness",
                "/livez",
                "/readyz"
            })
    void showsHealthToEverybody(String path) {
        assertThat(house.send(house.request(path)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/actuator/prometheus, Bearer metrics-of-the-test, 200",
        "/actuator/prometheus, Bearer metrics-of-the-tesT, 401",
        "/actuator/prometheus, Bearer, 401",
        "/actuator/info, Bearer metrics-of-the-test, 401",
        "/api/v1/tasks, Bearer metrics-of-the-test, 401"
    })
    void showsTheMetricsAndNothingElseToWhoeverHasTheirToken(String path, String authorization, int status) {
        var answer = house.send(house.request(path).header("Authorization", authorization));

        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void keepsNoSessionAndSendsSafeHeaders() {
        var answer = house.get("/api/v1/units");

        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'self'");
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            admin, wrong
            nobody, admin-of-the-test
            '', ''
            'a\0b', admin-of-the-test
            """)
    void refusesOthers(String name, String password) {
        var answer = house.send(house.request("/api/v1/units").header("Authorization", ApiHouse.basic(name, password)));

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void slowsDownWhoGuesses() {
        for (var i = 0; i < TestUsers.FREE_TRIES; i++) {
            assertThat(guess("guesser", "guess-" + i)).isEqualTo(401);
        }

        assertThat(guess("guesser", "one-more")).isEqualTo(429);
        house.clock().advance(Duration.ofSeconds(3));
        assertThat(guess("guesser", "again")).isEqualTo(401);
        assertThat(guess("guesser", "again")).isEqualTo(429);
    }

    @Test
    void doesNotTellAGuesserWhichPasswordIsRight() {
        house.addUser("registry", "of-the-registry", "READER");
        assertThat(guess("registry", "of-the-registry")).isEqualTo(200);
        for (var i = 0; i < TestUsers.FREE_TRIES; i++) {
            assertThat(guess("registry", "guess-" + i)).isEqualTo(401);
        }

        var right = house.send(as("registry", "of-the-registry"));
        var wrong = house.send(as("registry", "of-the-mistry"));
        house.clock().advance(Duration.ofSeconds(3));

        assertThat(right.status()).isEqualTo(429);
        assertThat(right.header("Retry-After")).isEqualTo("2");
        assertThat(right.response().body()).isEqualTo(wrong.response().body());
        assertThat(guess("registry", "of-the-registry")).isEqualTo(200);
    }

    private int guess(String name, String password) {
        return house.send(as(name, password)).status();
    }

    private HttpRequest.Builder as(String name, String password) {
        return house.request("/api/v1/units").header("Authorization", ApiHouse.basic(name, password));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            Sec-Fetch-Site, cross-site,              403
            Sec-Fetch-Site, same-site,               403
            Sec-Fetch-Site, same-origin,             404
            Sec-Fetch-Site, none,                    404
            Origin,         https://evil.example,    403
            Origin,         null,                    403
            """)
    void refusesChangesThatAnotherSiteAsksFor(String header, String value, int status) {
        var answer = house.send(house.asAdmin("/api/v1/refusals/123456/replay")
                .header(header, value)
                .POST(BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void takesAChangeFromItsOwnOrigin() {
        var address = house.request("/").build().uri();

        var answer = house.send(house.asAdmin("/api/v1/refusals/123456/replay")
                .header("Origin", "http://localhost:" + address.getPort())
                .POST(BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void answersAnUnknownPathWithAProblem() {
        var answer = house.get("/api/v1/nothing");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void describesEveryPathInOpenApi() {
        var answer = house.get("/v3/api-docs");

        assertThat(answer.body().path("paths").propertyNames())
                .contains(
                        "/api/v1/task-events",
                        "/api/v1/tasks",
                        "/api/v1/tasks/{id}",
                        "/api/v1/tasks/{id}/timeline",
                        "/api/v1/notices",
                        "/api/v1/notices/{id}/resend",
                        "/api/v1/units",
                        "/api/v1/units/{code}",
                        "/api/v1/policies",
                        "/api/v1/refusals",
                        "/api/v1/refusals/{id}",
                        "/api/v1/refusals/{id}/replay");
        assertThat(answer.text("components.securitySchemes.basic.scheme")).isEqualTo("basic");
        assertThat(house.get("/swagger-ui/index.html").status()).isEqualTo(200);
    }
}
