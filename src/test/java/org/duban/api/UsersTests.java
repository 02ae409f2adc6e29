package org.duban.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.duban.api.ApiHouse.Answer;
import org.duban.directory.Directory;
import org.duban.directory.Removal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts over REST: whoever manages them, and what may be given by whom. */
class UsersTests {

    private final ApiHouse house = ApiHouse.open();

    @Test
    void addsSomebodyWhoMayLogInWithThePasswordThatIsToldOnce() {
        var name = "达瓦-" + UUID.randomUUID();

        var made = asAdmin("POST", "/api/v1/users", user(name, "UNIT@education", "READER@county-office"));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Cache-Control")).contains("no-store");
        var found = house.get(made.header("Location"));
        assertThat(found.text("name")).isEqualTo(name);
        assertThat(found.body().path("memberships").toString())
                .isEqualTo("[\"READER@county-office\",\"UNIT@education\"]");
        assertThat(found.response().body()).doesNotContain(made.text("password"));
        var me = as(name, made.text("password"), "GET", "/api/v1/me", "");
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.body().path("units").toString())
                .contains("\"county-office\"", "\"education\"", "\"health\"", "\"roads\"", "\"silent\"")
                .doesNotContain("city-office");
    }

    @Test
    void countsChangedRolesFromTheNextRequestOn() {
        var somebody = added("OFFICE@county-office");

        assertThat(asAdmin(
                                "PUT",
                                "/api/v1/users/" + somebody.name,
                                "{\"displayName\": \"D\", \"memberships\": [\"UNIT@roads\"]}")
                        .status())
                .isEqualTo(200);

        assertThat(somebody.asks("GET", "/api/v1/me", "").body().path("units").toString())
                .isEqualTo("[\"roads\"]");
        assertThat(somebody.asks("GET", "/api/v1/users", "").status()).isEqualTo(403);
    }

    @Test
    void givesAnotherPasswordAndEndsAnAccount() {
        var somebody = added("UNIT@roads");

        var password = asAdmin("POST", "/api/v1/users/" + somebody.name + "/password", "")
                .text("password");

        assertThat(somebody.asks("GET", "/api/v1/me", "").status()).isEqualTo(401);
        assertThat(as(somebody.name, password, "GET", "/api/v1/me", "").status())
                .isEqualTo(200);
        assertThat(asAdmin("DELETE", "/api/v1/users/" + somebody.name, "").status())
                .isEqualTo(204);
        assertThat(as(somebody.name, password, "GET", "/api/v1/me", "").status())
                .isEqualTo(401);
        assertThat(asAdmin("DELETE", "/api/v1/users/" + somebody.name, "").status())
                .isEqualTo(404);
    }

    @Test
    void letsAnOfficeManageOnlyThoseOfItsSubtree() {
        var office = added("OFFICE@county-office");
        var below = added("UNIT@education");
        var above = added("OFFICE@city-office");
        var both = added("UNIT@education", "READER@city-office");
        var nobody = "nobody-" + UUID.randomUUID();

        assertThat(office.asks("GET", "/api/v1/users/" + below.name, "").status())
                .isEqualTo(200);
        var list = office.asks("GET", "/api/v1/users?limit=500", "").response().body();
        assertThat(list).contains(below.name, office.name).doesNotContain(above.name, both.name, "\"admin\"");
        for (var name : List.of(above.name, both.name, "admin", nobody)) {
            for (var asked : List.of("GET ", "PUT ", "DELETE ", "POST /password")) {
                var method = asked.substring(0, asked.indexOf(' '));
                var path = "/api/v1/users/" + name + asked.substring(asked.indexOf(' ') + 1);
                var body = method.equals("PUT") ? user(name, "UNIT@education") : "";
                var answer = office.asks(method, path, body);
                assertThat(answer.status()).as(method + " " + path).isEqualTo(404);
                assertThat(answer.text("detail")).contains("there is no user \"" + name + "\"");
            }
        }
    }

    @ParameterizedTest(name = "{0} gives {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            OFFICE@county-office | UNIT@education      | 201
            OFFICE@county-office | OFFICE@county-office| 201
            OFFICE@county-office | READER@silent       | 201
            OFFICE@county-office | READER              | 400
            OFFICE@county-office | OFFICE@city-office  | 400
            OFFICE@county-office | OFFICE              | 400
            OFFICE@county-office | ADMIN               | 400
            OFFICE@county-office | UNIT@nowhere        | 400
            OFFICE@county-office | -                   | 400
            OFFICE               | OFFICE              | 201
            OFFICE               | UNIT@group          | 201
            OFFICE               | ADMIN               | 400
            ADMIN                | ADMIN               | 201
            ADMIN                | ADMIN@county-office | 400
            ADMIN                | UNIT                | 400
            ADMIN                | UNIT@nowhere        | 400
            ADMIN                | clerk               | 400
            ADMIN                | -                   | 201
            UNIT@education       | UNIT@education      | 403
            READER               | READER              | 403
            """)
    void letsNobodyGiveMoreThanHeHas(String giver, String given, int status) {
        var roles = given.equals("-") ? new String[0] : new String[] {given};

        var answer = added(giver).asks("POST", "/api/v1/users", user("somebody-" + UUID.randomUUID(), roles));

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        if (status == 400) {
            assertThat(answer.text("field")).startsWith("memberships");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            name        | {"name": "has space", "displayName": "x"}
            name        | {"name": "a:b", "displayName": "x"}
            name        | {"name": "Dawa", "displayName": "x"}
            name        | {"name": "admin", "displayName": "x"}
            name        | {"displayName": "x"}
            displayName | {"name": "nobody-yet"}
            displayName | {"name": "nobody-yet", "displayName": "a\\nb"}
            mail        | {"name": "nobody-yet", "displayName": "x", "mail": "nowhere"}
            language    | {"name": "nobody-yet", "displayName": "x", "language": "fr"}
            language    | {"name": "nobody-yet", "displayName": "x", "language": "!"}
            membership  | {"name": "nobody-yet", "displayName": "x", "membership": ["READER"]}
            """)
    void saysWhatIsWrong(String field, String body) {
        var answer = asAdmin("POST", "/api/v1/users", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("field")).isEqualTo(field);
        assertThat(house.get("/api/v1/users/nobody-yet").status()).isEqualTo(404);
    }

    @Test
    void keepsAnAdministrator() {
        var alone = ApiHouse.alone();
        try {
            var taken = alone.send(json(alone.asAdmin("/api/v1/users/admin"), "DELETE", ""));
            var lowered = alone.send(
                    json(alone.asAdmin("/api/v1/users/admin"), "PUT", user("admin", "OFFICE@county-office")));

            assertThat(List.of(taken.status(), lowered.status())).containsOnly(400);
            assertThat(taken.text("detail")).contains("would leave no administrator");
            assertThat(alone.get("/api/v1/me").text("memberships/0")).isEqualTo("ADMIN");
        } finally {
            alone.close();
        }
    }

    @Test
    void isAudited() {
        var somebody = added("UNIT@roads");
        asAdmin("PUT", "/api/v1/users/" + somebody.name, user(somebody.name, "UNIT@health"));
        asAdmin("POST", "/api/v1/users/" + somebody.name + "/password", "");
        asAdmin("DELETE", "/api/v1/users/" + somebody.name, "");

        var acts = house.sql()
                .sql("select actor || ' ' || act || ' ' || (detail -> 'after' -> 'memberships') from audit"
                        + " where subject = ? and jsonb_exists(detail, 'after') order by seq")
                .param(somebody.name)
                .query(String.class)
                .list();
        assertThat(acts)
                .containsExactly("admin ACCOUNT_ADDED [\"UNIT@roads\"]", "admin ACCOUNT_SAVED [\"UNIT@health\"]");
        assertThat(house.sql()
                        .sql("select act from audit where subject = ? order by seq offset 2")
                        .param(somebody.name)
                        .query(String.class)
                        .list())
                .containsExactly("PASSWORD_RESET", "ACCOUNT_REMOVED");
        assertThat(house.audit().firstBroken()).isEmpty();
    }

    @Test
    void handsRolesOverToASuccessorAndKeepsAUnitThatHasPeople() {
        saveUnit("old-bureau");
        saveUnit("new-bureau");
        var somebody = added("UNIT@old-bureau", "UNIT@roads");

        assertThat(removal("old-bureau", null)).contains("1 account with a role there (" + somebody.name + ")");

        assertThat(removal("old-bureau", "new-bureau")).isEmpty();
        assertThat(somebody.asks("GET", "/api/v1/me", "")
                        .body()
                        .path("memberships")
                        .toString())
                .isEqualTo("[\"UNIT@new-bureau\",\"UNIT@roads\"]");
        asAdmin("DELETE", "/api/v1/users/" + somebody.name, "");
        assertThat(removal("new-bureau", null)).isEmpty();
    }

    private void saveUnit(String code) {
        var body = "{\"parent\": \"county-office\", \"kind\": \"UNIT\", \"nameZh\": \"" + code + "\"}";
        assertThat(asAdmin("PUT", "/api/v1/units/" + code, body).status()).isEqualTo(201);
    }

    private String removal(String unit, String mergedInto) {
        var directory = house.beans(Directory.class).iterator().next();
        try {
            directory.remove(
                    new Removal(unit, mergedInto, "test", UUID.randomUUID().toString(), ApiHouse.NOON));
            return "";
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private record Somebody(ApiHouse house, String name, String password) {
        Answer asks(String method, String path, String body) {
            return house.send(
                    json(house.request(path), method, body).setHeader("Authorization", ApiHouse.basic(name, password)));
        }
    }

    private Somebody added(String... roles) {
        var name = "user-" + UUID.randomUUID();
        var made = asAdmin("POST", "/api/v1/users", user(name, roles));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        return new Somebody(house, name, made.text("password"));
    }

    private Answer as(String name, String password, String method, String path, String body) {
        return new Somebody(house, name, password).asks(method, path, body);
    }

    private Answer asAdmin(String method, String path, String body) {
        return house.send(json(house.asAdmin(path), method, body));
    }

    private static HttpRequest.Builder json(HttpRequest.Builder request, String method, String body) {
        return request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body));
    }

    private static String user(String name, String... roles) {
        return "{\"name\": \"%s\", \"displayName\": \"Somebody\", \"memberships\": [%s]}"
                .formatted(
                        name,
                        String.join(
                                ", ",
                                List.of(roles).stream()
                                        .map(role -> '"' + role + '"')
                                        .toList()));
    }
}
