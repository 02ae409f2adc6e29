package org.duban.api;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.TestHouse;
import org.duban.TestHttp;
import org.duban.directory.Directory;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.ledger.TaskLedger;
import org.duban.task.Act;
import org.duban.task.Matter;
import org.duban.task.TaskEvent;
import org.duban.task.Urgency;
import org.duban.task.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Nobody sees or changes what lies outside of his units, by any operation that a whole process has: each is asked by everybody
 * about everything, and compared with tables that are written by hand. Two counties, Gyangze and Lhaze, stand below a city.
 */
class ScopeTests {

    /** What an operation is about: one thing of somebody's, a list of such things, the whole installation, or nothing of anybody's. */
    private enum About {
        TASK,
        NOTICE,
        UNIT,
        MAIL,
        USER,
        LIST,
        WHOLE,
        PLAIN
    }

    /** For each operation that is not open to everybody what it is about; those of administrators only are the whole installation's. */
    private static final Map<String, About> ABOUT = Arrays.stream("""
            GET /actuator/info | PLAIN
            GET /actuator/prometheus | WHOLE
            GET /v3/api-docs | PLAIN
            GET /v3/api-docs.yaml | PLAIN
            GET /v3/api-docs/swagger-config | PLAIN
            GET /swagger-ui.html | PLAIN
            GET /desk/users | LIST
            POST /desk/users | PLAIN
            GET /desk/users/{name} | USER
            POST /desk/users/{name} | USER
            POST /desk/users/{name}/invitation | USER
            POST /desk/users/{name}/password | USER
            POST /desk/users/{name}/end | USER
            POST /desk/users/{name}/passkeys/remove | USER
            GET /desk/users.csv | LIST
            GET /desk/users/import | PLAIN
            POST /desk/users/import | PLAIN
            POST /desk/me/passkeys/options | PLAIN
            POST /desk/me/passkeys | PLAIN
            POST /desk/me/passkeys/{id}/remove | PLAIN
            GET /api/v1/users.csv | LIST
            POST /api/v1/users/import | PLAIN
            GET /desk/me | LIST
            POST /desk/me/password | PLAIN
            POST /desk/me/digest | PLAIN
            GET /desk/me/unit | PLAIN
            POST /desk/me/unit/stand-ins | PLAIN
            POST /desk/me/unit/stand-ins/remove | PLAIN
            POST /desk/me/unit/feeds | PLAIN
            POST /desk/me/unit/feeds/revoke | PLAIN
            POST /desk/me/sessions/end | PLAIN
            POST /desk/me/sessions/{key}/end | PLAIN
            POST /desk/me/tokens | PLAIN
            POST /desk/me/tokens/{id}/revoke | PLAIN
            GET /desk | LIST
            GET /desk/ | LIST
            GET /desk/trend.svg | LIST
            GET /desk/tasks | LIST
            GET /desk/tasks/{id} | TASK
            POST /desk/tasks/{id}/acts | TASK
            POST /desk/tasks/{id}/remind | TASK
            GET /desk/tasks/{id}/amend | TASK
            POST /desk/tasks/{id}/amend | TASK
            GET /desk/tasks/new | PLAIN
            POST /desk/tasks/new | PLAIN
            POST /desk/jobs/new | PLAIN
            GET /desk/notices | LIST
            GET /desk/notices/{id} | NOTICE
            POST /desk/notices/{id}/resend | NOTICE
            GET /desk/refusals | WHOLE
            POST /desk/refusals/{id}/replay | WHOLE
            POST /desk/refusals/{id}/dismiss | WHOLE
            POST /desk/refusals/{id}/mend | WHOLE
            GET /desk/units | LIST
            GET /desk/policies | PLAIN
            POST /desk/views | PLAIN
            POST /desk/views/rename | PLAIN
            POST /desk/views/delete | PLAIN
            POST /desk/views/columns | PLAIN
            GET /api/v1/views | LIST
            GET /api/v1/views/{name} | PLAIN
            PUT /api/v1/views/{name} | PLAIN
            DELETE /api/v1/views/{name} | PLAIN
            GET /desk/jobs | LIST
            GET /desk/jobs/{id} | PLAIN
            POST /desk/jobs/{id}/stop | PLAIN
            GET /desk/inbox | LIST
            POST /desk/inbox/{id}/dealt-with | MAIL
            POST /desk/inbox/{id}/taken-up-again | MAIL
            GET /api/v1/audit-findings | LIST
            GET /api/v1/board | LIST
            GET /api/v1/calendars | PLAIN
            GET /api/v1/calendars/{file} | PLAIN
            GET /api/v1/calendars/{name}/days | PLAIN
            GET /api/v1/inbox | LIST
            GET /api/v1/me | LIST
            POST /api/v1/jobs | PLAIN
            GET /api/v1/jobs | LIST
            GET /api/v1/jobs/{id} | PLAIN
            GET /api/v1/jobs/{id}/items | PLAIN
            POST /api/v1/jobs/{id}/stop | PLAIN
            GET /api/v1/notices | LIST
            POST /api/v1/notices/{id}/resend | NOTICE
            POST /api/v1/plan-preview | PLAIN
            GET /api/v1/policies | PLAIN
            GET /api/v1/policies/yaml | PLAIN
            GET /api/v1/refusals | WHOLE
            GET /api/v1/refusals/{id} | WHOLE
            POST /api/v1/refusals/{id}/replay | WHOLE
            POST /api/v1/refusals/{id}/dismiss | WHOLE
            PUT /api/v1/refusals/{id} | WHOLE
            GET /api/v1/rule-changes | WHOLE
            GET /api/v1/rule-changes/{id} | WHOLE
            GET /api/v1/rule-changes/{id}/moves | WHOLE
            GET /api/v1/task-events | TASK
            POST /api/v1/task-events | PLAIN
            GET /api/v1/tasks | LIST
            GET /api/v1/tasks/{id} | TASK
            GET /api/v1/tasks/{id}/timeline | TASK
            GET /api/v1/tasks/{id}/acts | TASK
            GET /api/v1/tokens | LIST
            POST /api/v1/tokens | PLAIN
            DELETE /api/v1/tokens/{id} | PLAIN
            GET /api/v1/units | LIST
            GET /api/v1/units/{code} | UNIT
            GET /api/v1/units/{code}/feeds | UNIT
            GET /api/v1/units/{code}/digest | UNIT
            GET /api/v1/units/{code}/stand-ins | UNIT
            GET /api/v1/users | LIST
            POST /api/v1/users | PLAIN
            GET /api/v1/users/{name} | USER
            PUT /api/v1/users/{name} | USER
            POST /api/v1/users/{name}/password | USER
            DELETE /api/v1/users/{name} | USER
            """.split("\n"))
            .map(line -> line.split(" \\| "))
            .collect(toMap(line -> line[0], line -> About.valueOf(line[1])));

    /** Lists asked for with what narrows them; {} is a unit, or the number of a mail where it is so named. */
    private static final List<String> FILTERED = List.of(
            "/api/v1/tasks?unit={}",
            "/api/v1/tasks?q=work%20of%20{}",
            "/api/v1/tasks?lamp=GREEN&unit={}",
            "/api/v1/notices?recipient={}",
            "/api/v1/notices?recipient={}@duban.example",
            "/api/v1/notices?task=task-of-{}",
            "/api/v1/inbox?office={}",
            "/api/v1/users?cursor={}",
            "/api/v1/units?cursor={}",
            "/api/v1/board?unit={}",
            "/desk/users?after={}",
            "/desk/users?add",
            "/desk?unit={}",
            "/desk/trend.svg?unit={}",
            "/desk/tasks?status=any&unit={}",
            "/desk/tasks?status=any&leading=on&unit={}",
            "/desk/tasks?status=any&q=work%20of%20{}",
            "/desk/inbox?show=all&office={}");

    private static final List<String> SUBJECTS =
            List.of("gyangze-roads", "gyangze-health", "both", "lhaze-roads", "city-office", "nobody");

    /**
     * Everybody who asks: his roles, whose things he sees, for whom he may decide, and which words he must never read. The task
     * {@code both} is led by gyangze-roads, and sagya-roads assists.
     */
    private record Viewer(String roles, Set<String> sees, Set<String> decides, Set<String> secrets) {

        static Viewer of(String line) {
            var parts = line.split("\\|", -1);
            return new Viewer(parts[0].strip(), words(parts[1]), words(parts[2]), words(parts[3]));
        }

        private static Set<String> words(String text) {
            return text.isBlank()
                    ? Set.of()
                    : text.strip().equals("all")
                            ? Set.copyOf(SUBJECTS)
                            : Set.of(text.strip().split(" +"));
        }

        String name() {
            return "as " + roles.replace(' ', '+');
        }

        boolean ofTheWholeTree() {
            return Stream.of(roles.split(" ")).anyMatch(role -> !role.contains("@"));
        }

        /** Whether he has this role at some unit; a role named alone is one of the whole tree. */
        boolean has(String least) {
            var order = List.of("READER", "UNIT", "OFFICE", "ADMIN");
            return Stream.of(roles.split(" ")).anyMatch(role -> {
                var counts = role.equals("UNIT") ? "READER" : role.split("@")[0];
                return order.indexOf(counts) >= order.indexOf(least);
            });
        }
    }

    private static final List<Viewer> VIEWERS = """
            UNIT@gyangze-roads      | gyangze-roads both                |                                   | lhaze gyangze-health
            READER@gyangze-roads    | gyangze-roads both                |                                   | lhaze gyangze-health
            UNIT@gyangze-office     |                                   |                                   | lhaze sagya gyangze-roads gyangze-health
            OFFICE@gyangze-office   | gyangze-roads gyangze-health both | gyangze-roads gyangze-health both | lhaze
            READER@gyangze-office   | gyangze-roads gyangze-health both |                                   | lhaze
            OFFICE@lhaze-office     | lhaze-roads                       | lhaze-roads                       | gyangze sagya
            UNIT@lhaze-roads        | lhaze-roads                       |                                   | gyangze sagya
            OFFICE@gyangze-office READER@lhaze-office | gyangze-roads gyangze-health both lhaze-roads | gyangze-roads gyangze-health both | user-of-lhaze
            UNIT@nowhere            |                                   |                                   | lhaze gyangze sagya
            OFFICE@city-office      | gyangze-roads gyangze-health both lhaze-roads city-office | gyangze-roads gyangze-health both lhaze-roads city-office | @nobody.example user-of-nobody
            UNIT                    | all                               |                                   |
            READER                  | all                               |                                   |
            OFFICE                  | all                               | all                               |
            ADMIN                   | all                               | all                               |
            """.lines().map(Viewer::of).toList();

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static TestHouse house;
    private static ConfigurableApplicationContext node;

    @BeforeAll
    static void start() {
        house = new TestHouse();
        node = house.startNode();
        node.getBean(Directory.class)
                .save(List.of(
                        unit("gyangze-office", "city-office", UnitKind.LEADING_GROUP_OFFICE),
                        unit("gyangze-roads", "gyangze-office", UnitKind.UNIT),
                        unit("gyangze-health", "gyangze-office", UnitKind.UNIT),
                        unit("lhaze-office", "city-office", UnitKind.LEADING_GROUP_OFFICE),
                        unit("lhaze-roads", "lhaze-office", UnitKind.UNIT),
                        unit("sagya-office", "city-office", UnitKind.LEADING_GROUP_OFFICE),
                        unit("sagya-roads", "sagya-office", UnitKind.UNIT)));
        for (int i = 0; i < SUBJECTS.size(); i++) {
            keepThingsOf(SUBJECTS.get(i), i);
        }
        // One notice tells the city of tasks of both counties.
        notice(99, "city-office", "task-of-gyangze-roads", "task-of-lhaze-roads");
        var hash = new BCryptPasswordEncoder(4).encode("password");
        for (var viewer : VIEWERS) {
            house.sql()
                    .sql("insert into app_user (name, password_hash, roles, created_at) values (?, ?, ?, now())")
                    .params(viewer.name(), hash, viewer.roles().split(" "))
                    .update();
        }
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    @Test
    void isSaidOfEveryOperation() {
        var behindTheLogin = RightsTests.OPERATIONS.entrySet().stream()
                .filter(operation ->
                        !Set.of("NOBODY", "SECRET", "HIDDEN", "ADMIN").contains(operation.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(new TreeSet<>(ABOUT.keySet())).isEqualTo(behindTheLogin);
    }

    @Test
    void holdsForEveryOperationByEverybodyAboutEverything() {
        var wrong = new ArrayList<String>();
        for (var viewer : VIEWERS) {
            RightsTests.OPERATIONS.forEach((operation, least) -> {
                if (!Set.of("NOBODY", "SECRET", "HIDDEN").contains(least)) {
                    SUBJECTS.forEach(subject -> check(viewer, operation, least, subject, wrong));
                }
            });
        }

        assertThat(wrong).isEmpty();
    }

    private static void check(Viewer viewer, String operation, String least, String subject, List<String> wrong) {
        var about = least.equals("ADMIN") ? About.WHOLE : ABOUT.get(operation);
        var address = address(operation, about, subject);
        if (address == null) {
            return;
        }
        if (about == About.USER) {
            keepUserOf(subject);
        }
        var expected = expected(viewer, operation, about, least, subject);
        var answer = ask(viewer, operation, address);
        if (!fits(answer.statusCode(), expected, about)) {
            wrong.add(operation + " of " + subject + " " + viewer.name() + ": " + answer.statusCode() + " instead of "
                    + expected);
        }
        if (expected.equals("404")) {
            var unknown = ask(viewer, operation, nowhere(operation, about));
            if (!withoutId(answer, subject).equals(withoutId(unknown, "nowhere"))) {
                wrong.add(operation + " of " + subject + " " + viewer.name() + " tells it from one that there is not: "
                        + answer.body() + " and " + unknown.body());
            }
        }
        checkSecrets(viewer, operation, answer, address, wrong);
    }

    private static void checkSecrets(
            Viewer viewer, String asked, HttpResponse<String> answer, String address, List<String> wrong) {
        // The same examples for everybody.
        var said = address.startsWith("/v3/api-docs") ? "" : answer.body();
        // What he has asked for himself is no news to him.
        for (var named :
                Pattern.compile("[a-z]+(-[a-z]+)+").matcher(address).results().toList()) {
            said = said.replace(named.group(), "");
        }
        for (var secret : viewer.secrets()) {
            if (said.contains(secret)) {
                wrong.add(asked + " " + address + " " + viewer.name() + " says " + secret + ": " + answer.body());
            }
        }
    }

    private static String expected(Viewer viewer, String operation, About about, String least, String subject) {
        // Whoever is of a unit reports; what he may write is told by UserActsTests.
        var needed =
                Set.of("POST /api/v1/task-events", "POST /desk/tasks/{id}/acts").contains(operation) ? "UNIT" : least;
        if (!viewer.has(needed) || about == About.WHOLE && !viewer.ofTheWholeTree()) {
            return "403";
        }
        if (about == About.PLAIN || about == About.LIST || about == About.WHOLE) {
            return "in";
        }
        // Administrators are managed by administrators; here nobody is one.
        var reached = needed.equals("OFFICE") ? viewer.decides() : viewer.sees();
        return reached.contains(subject) ? "in" : "404";
    }

    private static boolean fits(int status, String expected, About about) {
        if (!expected.equals("in")) {
            return expected.equals(String.valueOf(status));
        }
        var there = about == About.PLAIN || about == About.WHOLE || status != 404;
        return status != 401 && status != 403 && status < 500 && there;
    }

    private static String withoutId(HttpResponse<String> answer, String subject) {
        var text = answer.statusCode() + answer.body();
        return text.replace(id(About.TASK, subject), "it")
                .replace(id(About.USER, subject), "it")
                .replace(id(About.NOTICE, subject), "it")
                .replace("event-of-" + subject, "it")
                .replaceAll("/desk/inbox/\\d+", "it")
                .replace(subject, "it");
    }

    /** Where an operation is asked about a subject; null where there is no such thing. */
    private static String address(String operation, About about, String subject) {
        var path = operation.substring(operation.indexOf(' ') + 1);
        if (about == About.UNIT && List.of("both", "nobody").contains(subject)
                || about == About.USER && subject.equals("both")
                || List.of(About.TASK, About.NOTICE).contains(about) && subject.equals("nobody")) {
            return null;
        }
        return operation.equals("GET /api/v1/task-events")
                ? path + "?source=/test&id=event-of-" + subject
                : path.replaceAll("\\{\\w+}", id(about, subject));
    }

    private static String nowhere(String operation, About about) {
        var path = operation.substring(operation.indexOf(' ') + 1);
        return operation.equals("GET /api/v1/task-events")
                ? path + "?source=/test&id=event-of-nowhere"
                : path.replaceAll("\\{\\w+}", id(about, "nowhere"));
    }

    private static String id(About about, String subject) {
        return switch (about) {
            case TASK -> "task-of-" + subject;
            case USER -> "user-of-" + subject;
            case UNIT -> subject;
            case NOTICE -> new UUID(0, SUBJECTS.indexOf(subject) + 50).toString();
            case MAIL -> String.valueOf(SUBJECTS.indexOf(subject) + 50);
            default -> "1";
        };
    }

    @Test
    void narrowsNoListToWhatIsNotSeen() {
        var wrong = new ArrayList<String>();
        for (var viewer : VIEWERS) {
            for (var filter : FILTERED) {
                for (var subject : SUBJECTS) {
                    var address = filter.replace("{}", subject);
                    var answer = ask(viewer, "GET", address);
                    if (answer.statusCode() >= 500) {
                        wrong.add(address + " " + viewer.name() + ": " + answer.statusCode());
                    }
                    checkSecrets(viewer, "GET", answer, address, wrong);
                }
            }
            for (var subject : SUBJECTS) {
                var address = "/desk/inbox?show=all&done=" + id(About.MAIL, subject);
                checkSecrets(viewer, "GET", ask(viewer, "GET", address), address, wrong);
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void leavesOutNothingThatIsSeen() {
        for (var viewer : VIEWERS) {
            var tasks = new TreeSet<>(viewer.sees());
            tasks.remove("nobody");
            assertThat(found(viewer, "/api/v1/tasks?limit=500", "id"))
                    .as("tasks " + viewer.name())
                    .isEqualTo(named("task-of-", tasks));
            assertThat(found(viewer, "/api/v1/inbox?limit=500", "subject"))
                    .as("mails " + viewer.name())
                    .isEqualTo(named("mail of ", viewer.sees()));
            assertThat(found(viewer, "/api/v1/audit-findings?limit=500&open=false", "task"))
                    .as("findings " + viewer.name())
                    .isEqualTo(named("task-of-", tasks));
        }
    }

    /** The desk lists the same as REST. */
    @Test
    void listsOnTheDeskWhatIsSeen() {
        for (var viewer : VIEWERS) {
            var tasks = new TreeSet<>(viewer.sees());
            tasks.remove("nobody");
            var page = ask(viewer, "GET", "/desk/tasks?status=any").body();
            TreeSet<String> listed = Pattern.compile("/desk/tasks/(task-of-[a-z-]+)")
                    .matcher(page)
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(listed).as("tasks " + viewer.name()).isEqualTo(named("task-of-", tasks));
        }
    }

    @Test
    void leavesTheOtherCountysTasksOutOfANoticeToBoth() {
        var county = VIEWERS.get(0);
        var notices = items(county, "/api/v1/notices?limit=500&task=task-of-gyangze-roads");

        var toTheCity = notices.stream()
                .filter(notice -> notice.path("recipient").asString("").equals("city-office")
                        && notice.path("id").asString("").endsWith("99"))
                .toList();
        assertThat(toTheCity).hasSize(1);
        assertThat(toTheCity.get(0).path("taskIds").toString()).isEqualTo("[\"task-of-gyangze-roads\"]");
        assertThat(items(county, "/api/v1/notices?limit=500").toString()).doesNotContain("city-office");
    }

    private static Set<String> named(String prefix, Set<String> subjects) {
        return subjects.stream().map(subject -> prefix + subject).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> found(Viewer viewer, String address, String field) {
        return items(viewer, address).stream()
                .map(item -> item.path(field).asString(""))
                .filter(text -> text.contains("of"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<JsonNode> items(Viewer viewer, String address) {
        return JsonMapper.shared()
                .readTree(ask(viewer, "GET", address).body())
                .path("items")
                .valueStream()
                .toList();
    }

    private static HttpResponse<String> ask(Viewer viewer, String operation, String address) {
        var method = operation.split(" ")[0];
        var request = HttpRequest.newBuilder(uri(address)).method(method, BodyPublishers.noBody());
        if (operation.startsWith("PUT /api/v1/users")) {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString("{\"displayName\": \"x\", \"memberships\": []}"));
        }
        if (address.startsWith("/desk")) {
            forTheDesk(request);
        }
        return TestHttp.send(HTTP, request.setHeader("Authorization", ApiHouse.basic(viewer.name(), "password")));
    }

    @Test
    void tellsNobodyWhatAnIdOfSomebodyElseStandsFor() {
        var secret = "secret-" + UUID.randomUUID();
        var assigned = write("as ADMIN", secret, "duban.task.assigned", "hidden-matter", """
                {"title": "x", "leadUnit": "lhaze-roads", "deadline": "2099-12-31"}""");
        assertThat(assigned.statusCode()).as(assigned.body()).isEqualTo(200);

        var his = write("as UNIT@gyangze-roads", secret, "duban.task.received", "task-of-gyangze-roads", "{}");
        var seen = write("as OFFICE@lhaze-office", secret, "duban.task.held", "task-of-lhaze-roads", "{}");

        assertThat(his.statusCode()).as(his.body()).isEqualTo(400);
        assertThat(his.body()).contains("OWN_ID_USED_UP").doesNotContain("hidden-matter", "duban.task.assigned");
        assertThat(seen.body()).contains("EVENT_ID_USED", "hidden-matter");
    }

    private static HttpResponse<String> write(String user, String id, String type, String task, String data) {
        var event = """
                {"specversion": "1.0", "id": "%s", "source": "/scope", "type": "%s", "subject": "%s", "data": %s}
                """.formatted(id, type, task, data);
        return TestHttp.send(
                HTTP,
                HttpRequest.newBuilder(uri("/api/v1/task-events"))
                        .header("Content-Type", "application/cloudevents+json")
                        .header("Prefer", "wait=30")
                        .header("Authorization", ApiHouse.basic(user, "password"))
                        .POST(BodyPublishers.ofString(event)));
    }

    private static String[] deskForm;

    private static void forTheDesk(HttpRequest.Builder request) {
        if (deskForm == null) {
            var form = TestHttp.send(
                    HTTP,
                    HttpRequest.newBuilder(uri("/desk/inbox?show=all"))
                            .header("Authorization", ApiHouse.basic("as READER", "password")));
            var token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(form.body());
            assertThat(token.find()).as(form.body()).isTrue();
            var cookie = form.headers().firstValue("Set-Cookie").orElseThrow();
            deskForm = new String[] {cookie.split(";")[0], token.group(1)};
        }
        request.setHeader("Cookie", deskForm[0]).setHeader("X-XSRF-TOKEN", deskForm[1]);
    }

    private static URI uri(String path) {
        return URI.create("http://localhost:" + node.getEnvironment().getProperty("local.server.port") + path);
    }

    private static Unit unit(String code, String parent, UnitKind kind) {
        return new Unit(
                code,
                parent,
                kind,
                "name of " + code,
                "name of " + code,
                List.of(code + "@duban.example"),
                Locale.ENGLISH,
                ZoneId.of("Asia/Shanghai"));
    }

    /** A task, a notice, a mail, a finding, a feed, a stand-in and a user of a subject, as far as it may have them. */
    private static void keepThingsOf(String subject, int number) {
        var unit = subject.equals("both") ? "gyangze-roads" : subject.equals("nobody") ? null : subject;
        if (unit != null) {
            assign(subject, unit);
            notice(number + 50, unit, "task-of-" + subject);
            house.sql()
                    .sql("insert into audit_finding (kind, task_id, detail, found_at, seen_at, healed_at)"
                            + " values ('STEP_WITHOUT_FATE', ?, ?, now(), now(), now())")
                    .params("task-of-" + subject, "finding of " + subject)
                    .update();
        }
        house.sql()
                .sql("""
                        insert into inbox_mail (id, key, received_at, state, unit, office, sender, subject, words)
                        overriding system value
                        values (?, ?, now(), 'NOT_UNDERSTOOD', ?, ?, ?, ?, ?)
                        """)
                .param(number + 50)
                .param("key of " + subject)
                .param(unit)
                .param(unit == null || unit.equals("city-office") ? unit : unit.split("-")[0] + "-office")
                .param("sender@" + subject + ".example")
                .param("mail of " + subject)
                .param("words of " + subject)
                .update();
        if (unit != null && unit.equals(subject)) {
            house.sql()
                    .sql("insert into unit_feed (id, unit, secret_hash, made_at, made_by) values (?, ?, ?, now(), ?)")
                    .params(UUID.randomUUID(), unit, subject.getBytes(), "maker of " + subject)
                    .update();
            house.sql()
                    .sql("insert into stand_in (unit, name, contact, deputy, deputy_name, from_day, to_day)"
                            + " values (?, 'leave', ?, ?, ?, date '2020-01-01', date '2020-01-02')")
                    .params(unit, unit + "@duban.example", "deputy@duban.example", "deputy of " + subject)
                    .update();
        }
        keepUserOf(subject);
    }

    private static void keepUserOf(String subject) {
        var roles = subject.equals("both")
                ? new String[] {"UNIT@gyangze-roads", "UNIT@sagya-roads"}
                : subject.equals("nobody") ? new String[0] : new String[] {"UNIT@" + subject};
        house.sql()
                .sql("insert into app_user (name, password_hash, roles, created_at) values (?, 'none', ?, now())"
                        + " on conflict (name) do update set roles = excluded.roles")
                .params("user-of-" + subject, roles)
                .update();
    }

    private static void assign(String subject, String lead) {
        var event = new TaskEvent(
                "/test",
                "event-of-" + subject,
                "duban.task.assigned",
                "task-of-" + subject,
                Instant.now(),
                null,
                new Act.Assigned(
                        new Matter("work of " + subject, null, null, null, null, Urgency.NORMAL, null),
                        lead,
                        subject.equals("both") ? List.of("sagya-roads") : List.of(),
                        "2030-12-31",
                        "standard",
                        Map.of(),
                        null),
                "{}");
        var verdicts = node.getBean(TransactionOperations.class)
                .execute(transaction -> node.getBean(TaskLedger.class).apply(List.of(event)));
        assertThat(verdicts).hasOnlyElementsOfType(Verdict.Applied.class);
    }

    private static void notice(long number, String recipient, String... tasks) {
        var id = new UUID(0, number == 99 ? 0x99 : number);
        house.sql()
                .sql("insert into notice (id, recipient, address, kind, level, moment, state, issued_at)"
                        + " values (?, ?, ?, 'REMINDER', 'BLUE', now(), 'MERGED', now())")
                .params(id, recipient, recipient + "@duban.example")
                .update();
        for (var task : tasks) {
            house.sql()
                    .sql("""
                            insert into notice_step (task_id, revision, step, step_at, audience, recipient, address, kind, level,
                                                     fate, notice_id)
                            values (?, 1, ?, now(), 'lead', ?, ?, 'REMINDER', 'BLUE', 'TOLD', ?)
                            """)
                    .params(task, "step-" + number, recipient, recipient + "@duban.example", id)
                    .update();
        }
    }
}
