package org.duban.api;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.duban.TestHouse;
import org.duban.TestHttp;
import org.duban.access.users.TestUsers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Who may do what, for every operation that a whole process has: a new one fails here until somebody has said who may do
 * it. The table is written by hand, so that it says what ought to be.
 */
class RightsTests {

    /** The least role for each; NOBODY for what is open to everybody, SECRET for what a secret in the address opens. */
    static final Map<String, String> OPERATIONS = Arrays.stream("""
            GET /actuator | ADMIN
            GET /actuator/health | NOBODY
            GET /actuator/health/** | NOBODY
            GET /livez | NOBODY
            GET /readyz | NOBODY
            GET /actuator/info | READER
            GET /actuator/prometheus | READER
            GET /v3/api-docs | READER
            GET /v3/api-docs.yaml | READER
            GET /v3/api-docs/swagger-config | READER
            GET /swagger-ui.html | READER
            ANY /error | HIDDEN
            GET /answers/answers.css | NOBODY
            GET /answers/{token} | SECRET
            POST /answers/{token} | SECRET
            GET /answers/task/{token} | SECRET
            GET /answers/all/{token} | SECRET
            POST /answers/all/{token} | SECRET
            GET /feeds/{file} | SECRET
            GET /mailbox | NOBODY
            GET /mailbox/mailbox.css | NOBODY
            GET /mailbox/mailbox.js | NOBODY
            GET /mailbox/api/mails | NOBODY
            GET /mailbox/api/mails/{id} | NOBODY
            GET /mailbox/api/mails/{id}/html | NOBODY
            GET /mailbox/api/mails/{id}/gauge | NOBODY
            GET /mailbox/api/mails/{id}/source | NOBODY
            GET /mailbox/api/mails/{id}/parts/{index} | NOBODY
            DELETE /mailbox/api/mails | NOBODY
            GET / | NOBODY
            GET /login | NOBODY
            POST /login | NOBODY
            POST /login/mail | NOBODY
            POST /login/language | NOBODY
            GET /login/link/{secret} | SECRET
            POST /login/link/{secret} | SECRET
            GET /login/provider/{id} | NOBODY
            GET /login/oauth2/code/{id} | NOBODY
            POST /login/passkey/options | NOBODY
            POST /login/passkey | NOBODY
            GET /login/second | NOBODY
            POST /login/second/mail | NOBODY
            POST /login/second/code | NOBODY
            POST /login/second/password | NOBODY
            POST /login/second/passkeys/options | NOBODY
            POST /login/second/passkeys | NOBODY
            GET /logout | NOBODY
            POST /logout | NOBODY
            GET /logout/provider/{id} | NOBODY
            POST /logout/connect/back-channel/{id} | SECRET
            GET /desk/audit | ADMIN
            GET /desk/audit.csv | ADMIN
            GET /desk/users.csv | OFFICE
            GET /desk/users/import | OFFICE
            POST /desk/users/import | OFFICE
            POST /desk/users/{name}/passkeys/remove | OFFICE
            POST /desk/me/passkeys/options | READER
            POST /desk/me/passkeys | READER
            POST /desk/me/passkeys/{id}/remove | READER
            GET /desk/passkeys.js | NOBODY
            GET /desk/htmx.js | NOBODY
            GET /desk/upload.js | NOBODY
            GET /api/v1/users.csv | OFFICE
            POST /api/v1/users/import | OFFICE
            GET /desk/users | OFFICE
            POST /desk/users | OFFICE
            GET /desk/users/{name} | OFFICE
            POST /desk/users/{name} | OFFICE
            POST /desk/users/{name}/invitation | OFFICE
            POST /desk/users/{name}/password | OFFICE
            POST /desk/users/{name}/end | OFFICE
            GET /desk/me | READER
            POST /desk/me/password | READER
            POST /desk/me/digest | READER
            GET /desk/me/unit | READER
            POST /desk/me/unit/stand-ins | READER
            POST /desk/me/unit/stand-ins/remove | READER
            POST /desk/me/unit/feeds | READER
            POST /desk/me/unit/feeds/revoke | READER
            POST /desk/me/sessions/end | READER
            POST /desk/me/sessions/{key}/end | READER
            POST /desk/me/tokens | READER
            POST /desk/me/tokens/{id}/revoke | READER
            GET /desk | READER
            GET /desk/trend.svg | READER
            GET /desk/ | READER
            GET /desk/tasks | READER
            GET /desk/tasks/{id} | READER
            POST /desk/tasks/{id}/acts | OFFICE
            POST /desk/tasks/{id}/remind | OFFICE
            GET /desk/tasks/{id}/amend | OFFICE
            POST /desk/tasks/{id}/amend | OFFICE
            GET /desk/tasks/new | OFFICE
            POST /desk/tasks/new | OFFICE
            GET /desk/desk.css | NOBODY
            GET /desk/desk.js | NOBODY
            GET /favicon.ico | NOBODY
            POST /desk/jobs/new | OFFICE
            GET /desk/notices | READER
            GET /desk/notices/{id} | READER
            POST /desk/notices/{id}/resend | OFFICE
            GET /desk/refusals | READER
            POST /desk/refusals/{id}/replay | OFFICE
            POST /desk/refusals/{id}/dismiss | OFFICE
            POST /desk/refusals/{id}/mend | OFFICE
            GET /desk/units | READER
            GET /desk/policies | READER
            POST /desk/views | READER
            POST /desk/views/rename | READER
            POST /desk/views/delete | READER
            POST /desk/views/columns | READER
            GET /api/v1/views | READER
            GET /api/v1/views/{name} | READER
            PUT /api/v1/views/{name} | READER
            DELETE /api/v1/views/{name} | READER
            GET /desk/jobs | READER
            GET /desk/jobs/{id} | READER
            POST /desk/jobs/{id}/stop | OFFICE
            GET /desk/inbox | READER
            POST /desk/inbox/{id}/dealt-with | OFFICE
            POST /desk/inbox/{id}/taken-up-again | OFFICE
            GET /api/v1/audit-findings | READER
            GET /api/v1/board | READER
            GET /api/v1/calendars | READER
            GET /api/v1/calendars/{file} | READER
            GET /api/v1/calendars/{name}/days | READER
            PUT /api/v1/calendars/{file} | ADMIN
            GET /api/v1/inbox | READER
            POST /api/v1/jobs | OFFICE
            GET /api/v1/jobs | READER
            GET /api/v1/jobs/{id} | READER
            GET /api/v1/jobs/{id}/items | READER
            POST /api/v1/jobs/{id}/stop | OFFICE
            GET /api/v1/notices | READER
            POST /api/v1/notices/{id}/resend | OFFICE
            POST /api/v1/plan-preview | READER
            GET /api/v1/policies | READER
            GET /api/v1/policies/yaml | READER
            PUT /api/v1/policies | ADMIN
            GET /api/v1/refusals | READER
            GET /api/v1/refusals/{id} | READER
            POST /api/v1/refusals/{id}/replay | OFFICE
            POST /api/v1/refusals/{id}/dismiss | OFFICE
            PUT /api/v1/refusals/{id} | OFFICE
            GET /api/v1/task-events | READER
            GET /api/v1/rule-changes | READER
            GET /api/v1/rule-changes/{id} | READER
            GET /api/v1/rule-changes/{id}/moves | READER
            POST /api/v1/rule-changes | ADMIN
            POST /api/v1/rule-changes/{id}/apply | ADMIN
            POST /api/v1/rule-changes/{id}/count | ADMIN
            DELETE /api/v1/rule-changes/{id} | ADMIN
            POST /api/v1/task-events | OFFICE
            GET /api/v1/tasks | READER
            GET /api/v1/tasks/{id} | READER
            GET /api/v1/tasks/{id}/timeline | READER
            GET /api/v1/tasks/{id}/acts | READER
            GET /api/v1/me | READER
            GET /api/v1/users | OFFICE
            POST /api/v1/users | OFFICE
            GET /api/v1/users/{name} | OFFICE
            PUT /api/v1/users/{name} | OFFICE
            DELETE /api/v1/users/{name} | OFFICE
            POST /api/v1/users/{name}/password | OFFICE
            GET /api/v1/tokens | READER
            POST /api/v1/tokens | READER
            DELETE /api/v1/tokens/{id} | READER
            GET /api/v1/units | READER
            GET /api/v1/units/{code} | READER
            PUT /api/v1/units/{code} | ADMIN
            GET /api/v1/units/{code}/feeds | READER
            POST /api/v1/units/{code}/feeds | ADMIN
            DELETE /api/v1/units/{code}/feeds/{id} | ADMIN
            GET /api/v1/units/{code}/digest | READER
            PUT /api/v1/units/{code}/digest | ADMIN
            DELETE /api/v1/units/{code}/digest | ADMIN
            GET /api/v1/units/{code}/stand-ins | READER
            PUT /api/v1/units/{code}/stand-ins/{name} | ADMIN
            DELETE /api/v1/units/{code}/stand-ins/{name} | ADMIN
            """.split("\n"))
            .map(line -> line.split(" \\| "))
            .collect(toMap(line -> line[0], line -> line[1]));

    private static final Set<String> OPEN = Set.of("NOBODY", "SECRET");

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static TestHouse house;
    private static ConfigurableApplicationContext node;

    @BeforeAll
    static void start() {
        house = new TestHouse()
                .with("spring.mail.host", "")
                .with("duban.embedded.smtp-port", "0")
                .with("spring.security.oauth2.resourceserver.jwt.issuer-uri", TestIssuer.ISSUER)
                .with("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", TestIssuer.keys())
                .with("spring.security.oauth2.resourceserver.jwt.audiences", TestIssuer.AUDIENCE);
        node = house.startNode();
        // A page without a mail has no form.
        house.sql().sql("""
                        insert into inbox_mail (id, key, received_at, state, unit, office, sender, subject, words, reason)
                        overriding system value
                        values (1, 'key', now(), 'NOT_UNDERSTOOD', 'education', 'county-office', 'x@x.example', 's', 'w', 'r')
                        """).update();
        var hash = new BCryptPasswordEncoder(4).encode("password");
        for (var role : List.of("", "clerk", "reader", "unit", "office", "admin")) {
            house.sql()
                    .sql("insert into app_user (name, password_hash, roles, created_at) values (?, ?, ?, now())")
                    .params("user-" + role, hash, role.isEmpty() ? new String[0] : new String[] {role})
                    .update();
        }
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    @Test
    void areSaidOfEveryOperation() {
        assertThat(operations()).isEqualTo(new TreeSet<>(OPERATIONS.keySet()));
    }

    @Test
    void holdForEveryOperationAndRole() {
        var wrong = new TreeMap<String, String>();
        OPERATIONS.forEach((operation, least) -> {
            if (!least.equals("HIDDEN")) {
                check(operation, least, wrong);
            }
        });

        assertThat(wrong).isEmpty();
    }

    @Test
    void areNobodysWhoBringsATokenThatIsNotGood() {
        var wrong = new TreeMap<String, String>();
        TestIssuer.badTokens()
                .forEach((flaw, token) -> OPERATIONS.forEach((operation, least) -> {
                    if (!least.equals("HIDDEN") && !OPEN.contains(least) && !operation.contains("/desk/")) {
                        var status = send(operation, token);
                        if (status != 401) {
                            wrong.put(operation + " with a token " + flaw, status + " instead of 401");
                        }
                    }
                }));

        assertThat(wrong).isEmpty();
    }

    private static int send(String operation, String token) {
        return status(request(operation).header("Authorization", "Bearer " + token));
    }

    private static void check(String operation, String least, Map<String, String> wrong) {
        expect(operation, null, OPEN.contains(least) ? "in" : "401", wrong);
        expect(operation, "", OPEN.contains(least) ? "in" : "403", wrong);
        expect(operation, "clerk", OPEN.contains(least) ? "in" : "403", wrong);
        var roles = TestUsers.roles();
        assertThat(OPEN.contains(least) || roles.contains(least)).isTrue();
        for (var role : roles) {
            var may = OPEN.contains(least) || roles.indexOf(role) >= roles.indexOf(least);
            expect(operation, role.toLowerCase(Locale.ROOT), may ? "in" : "403", wrong);
        }
    }

    private static void expect(String operation, String role, String expected, Map<String, String> wrong) {
        var status = ask(operation, role);
        var in = status != 401 && status != 403 && status < 500;
        if (!(expected.equals("in") ? in : expected.equals(String.valueOf(status)))) {
            wrong.put(operation + " as " + role, status + " instead of " + expected);
        }
    }

    @Test
    void areTheAdministratorsWhereNobodyHasSaidWhose() {
        assertThat(ask("POST /api/v1/something/new", "office")).isEqualTo(403);
        assertThat(ask("PATCH /api/v1/tasks", "office")).isEqualTo(403);
        assertThat(ask("DELETE /desk/inbox/1", "office")).isEqualTo(403);
        assertThat(ask("POST /api/v1/something/new", "admin")).isEqualTo(404);
    }

    /** @param role null for somebody who has not logged in, empty for somebody without a role */
    private static int ask(String operation, String role) {
        var request = request(operation);
        if (role != null) {
            var roles = role.isEmpty() ? new String[0] : new String[] {role};
            request.header("Authorization", "Bearer " + TestIssuer.token("registry", Duration.ofMinutes(5), roles));
        }
        return status(operation.matches(".* /(?:desk|login|logout).*") ? forTheDesk(request, role) : request);
    }

    private static HttpRequest.Builder request(String operation) {
        var path = operation
                .substring(operation.indexOf(' ') + 1)
                .replace("/**", "/readiness")
                .replaceAll("\\{\\w+}", "1");
        return HttpRequest.newBuilder(uri(path))
                .method(operation.substring(0, operation.indexOf(' ')), BodyPublishers.noBody());
    }

    private static int status(HttpRequest.Builder request) {
        return TestHttp.send(HTTP, request).statusCode();
    }

    /** The desk takes no tokens; a form there proves that it is ours. */
    private static HttpRequest.Builder forTheDesk(HttpRequest.Builder request, String role) {
        var form = TestHttp.send(
                HTTP,
                HttpRequest.newBuilder(uri("/desk/inbox?show=all"))
                        .header("Authorization", ApiHouse.basic("user-reader", "password")));
        var token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(form.body());
        assertThat(token.find()).as(form.body()).isTrue();
        request.setHeader(
                "Cookie", form.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0]);
        request.setHeader("X-XSRF-TOKEN", token.group(1));
        return role == null ? request : request.setHeader("Authorization", ApiHouse.basic("user-" + role, "password"));
    }

    private static URI uri(String path) {
        return URI.create("http://localhost:" + node.getEnvironment().getProperty("local.server.port") + path);
    }

    private static TreeSet<String> operations() {
        var operations = new TreeSet<String>();
        for (var mapping :
                node.getBeansOfType(RequestMappingInfoHandlerMapping.class).values()) {
            for (var info : mapping.getHandlerMethods().keySet()) {
                var methods = info.getMethodsCondition().getMethods();
                for (var path : info.getPatternValues()) {
                    if (methods.isEmpty()) {
                        operations.add("ANY " + path);
                    }
                    methods.forEach(method -> operations.add(method + " " + path));
                }
            }
        }
        return operations;
    }
}
