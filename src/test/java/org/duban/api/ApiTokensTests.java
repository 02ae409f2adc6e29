package org.duban.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.duban.api.ApiHouse.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Secrets with which programs of people log in. */
class ApiTokensTests {

    private final ApiHouse house = ApiHouse.open();
    private final String owner = "owner-" + UUID.randomUUID();

    @Test
    void letAProgramInAsItsOwnerWithinWhatTheyMay() {
        house.addUser(owner, "password", "OFFICE@county-office");

        var made = make("{\"label\": \"report\", \"memberships\": [\"READER@education\"]}");

        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        assertThat(made.header("Cache-Control")).contains("no-store");
        var me = bearing(made.text("secret"), "/api/v1/me");
        assertThat(me.text("name")).isEqualTo(owner);
        assertThat(me.body().path("units").toString()).isEqualTo("[\"education\"]");
        assertThat(bearing(made.text("secret"), "/api/v1/units/education").status())
                .isEqualTo(200);
        assertThat(bearing(made.text("secret"), "/api/v1/units/health").status())
                .isEqualTo(404);
        assertThat(bearing(made.text("secret"), "/api/v1/users").status()).isEqualTo(403);
    }

    @Test
    void areShownWithoutTheirSecretsAndWithTheirLastUse() {
        house.addUser(owner, "password", "OFFICE@county-office");
        var made =
                make("{\"label\": \"report\", \"memberships\": [\"OFFICE@county-office\"], \"until\": \"2026-11-29\"}");

        assertThat(asOwner("/api/v1/tokens").body().at("/items/0/lastUsedAt").isNull())
                .isTrue();
        bearing(made.text("secret"), "/api/v1/me");

        var shown = asOwner("/api/v1/tokens");
        assertThat(shown.body().at("/items/0/lastUsedAt").asString("")).isEqualTo(ApiHouse.NOON.toString());
        assertThat(shown.body().at("/items/0/expiresAt").asString("")).isEqualTo("2026-11-30T00:00:00Z");
        assertThat(shown.response().body()).contains("report").doesNotContain(made.text("secret"));
        assertThat(house.sql()
                        .sql("select count(*) from api_token where position('duban'::bytea in hash) > 0")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void openNothingOnceTheyRunOutOrAreRevoked() {
        house.addUser(owner, "password", "OFFICE@county-office");
        var brief = make("{\"label\": \"brief\", \"memberships\": [\"READER@education\"], \"until\": \"2026-11-23\"}");
        var taken = make("{\"label\": \"taken\", \"memberships\": [\"READER@education\"]}");

        assertThat(delete(taken.text("token/id")).status()).isEqualTo(204);
        assertThat(delete(taken.text("token/id")).status()).isEqualTo(404);
        var revoked = bearing(taken.text("secret"), "/api/v1/me");
        house.sql()
                .sql("update api_token set expires_at = ? where account = ?")
                .params(java.sql.Timestamp.from(ApiHouse.NOON), owner)
                .update();
        var late = bearing(brief.text("secret"), "/api/v1/me");
        var guessed = bearing("duban_guessed", "/api/v1/me");

        assertThat(List.of(revoked.status(), late.status(), guessed.status())).containsOnly(401);
        assertThat(guessed.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void loseWhatTheirOwnerLoses() {
        house.addUser(owner, "password", "OFFICE@county-office");
        var secret = make("{\"label\": \"all\", \"memberships\": [\"OFFICE@county-office\", \"READER@education\"]}")
                .text("secret");

        house.send(house.asAdmin("/api/v1/users/" + owner)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"displayName\": \"x\", \"memberships\": [\"UNIT@education\"]}")));
        assertThat(bearing(secret, "/api/v1/me").body().path("memberships").toString())
                .isEqualTo("[\"READER@education\"]");

        house.send(house.asAdmin("/api/v1/users/" + owner + "/password").POST(BodyPublishers.noBody()));
        assertThat(bearing(secret, "/api/v1/me").status()).isEqualTo(401);
    }

    @Test
    void areOthersBusinessOnlyAsTheirOwn() {
        house.addUser(owner, "password", "OFFICE@county-office");
        var made = make("{\"label\": \"report\", \"memberships\": [\"OFFICE@county-office\"]}");

        var others = house.send(
                house.asAdmin("/api/v1/tokens/" + made.text("token/id")).DELETE());
        var another = house.send(house.request("/api/v1/tokens")
                .header("Authorization", "Bearer " + made.text("secret"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"label\": \"x\", \"memberships\": [\"READER@education\"]}")));

        assertThat(others.status()).isEqualTo(404);
        assertThat(another.status()).isEqualTo(400);
        assertThat(another.text("detail")).contains("can be made by an account only");
    }

    @ParameterizedTest(name = "{0} makes {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            OFFICE@county-office | OFFICE@county-office | 201
            OFFICE@county-office | UNIT@county-office   | 201
            OFFICE@county-office | READER@roads         | 201
            OFFICE@county-office | UNIT@roads           | 400
            OFFICE@county-office | OFFICE@city-office   | 400
            OFFICE@county-office | READER@city-office   | 400
            OFFICE@county-office | READER               | 400
            UNIT@county-office   | READER@county-office | 400
            UNIT@education       | READER@education     | 201
            UNIT@education       | OFFICE@education     | 400
            READER               | READER@roads         | 201
            READER               | OFFICE               | 400
            OFFICE               | UNIT@roads           | 201
            OFFICE               | ADMIN                | 400
            ADMIN                | ADMIN                | 201
            ADMIN                | clerk                | 400
            ADMIN                | READER@nowhere       | 201
            """)
    void mayNothingThatTheirOwnerMayNot(String roles, String asked, int status) {
        house.addUser(owner, "password", roles);

        var made = make("{\"label\": \"x\", \"memberships\": [\"" + asked + "\"]}");

        assertThat(made.status()).as(made.response().body()).isEqualTo(status);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            label       | {"memberships": ["READER"]}
            label       | {"label": " ", "memberships": ["READER"]}
            label       | {"label": "a\\nb", "memberships": ["READER"]}
            memberships | {"label": "x"}
            until       | {"label": "x", "memberships": ["READER"], "until": "2026-11-22"}
            until       | {"label": "x", "memberships": ["READER"], "until": "2027-11-25"}
            until       | {"label": "x", "memberships": ["READER"], "until": "for long"}
            """)
    void sayWhatIsWrong(String field, String body) {
        house.addUser(owner, "password", "READER");

        var answer = make(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("field")).isEqualTo(field);
        assertThat(asOwner("/api/v1/tokens").body().path("items").isEmpty()).isTrue();
    }

    @Test
    void areAudited() {
        house.addUser(owner, "password", "READER");
        var made = make("{\"label\": \"x\", \"memberships\": [\"READER\"]}");
        delete(made.text("token/id"));

        assertThat(house.sql()
                        .sql("select act || ' ' || (detail ->> 'token') from audit where actor = ? order by seq")
                        .param(owner)
                        .query(String.class)
                        .list())
                .containsExactly(
                        "API_TOKEN_MADE " + made.text("token/id"), "API_TOKEN_REVOKED " + made.text("token/id"));
    }

    private Answer make(String body) {
        return house.send(house.request("/api/v1/tokens")
                .header("Authorization", ApiHouse.basic(owner, "password"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private Answer asOwner(String path) {
        return house.send(house.request(path).header("Authorization", ApiHouse.basic(owner, "password")));
    }

    private Answer delete(String id) {
        return house.send(house.request("/api/v1/tokens/" + id)
                .header("Authorization", ApiHouse.basic(owner, "password"))
                .DELETE());
    }

    private Answer bearing(String secret, String path) {
        return house.send(house.request(path).header("Authorization", "Bearer " + secret));
    }
}
