package org.duban.desk.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.duban.TestHouse;
import org.duban.answers.links.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Acts on the page of a task, as a browser does them: what they lead to, and who may. */
@TestInstance(Lifecycle.PER_CLASS)
class DeskActsTests {

    private static final List<String> SETUPS = List.of("new", "signed", "asked", "reported", "held", "closed");

    private static final AtomicInteger NEXT = new AtomicInteger();

    private final TestHouse house = new TestHouse().at("2026-11-23T04:00:00Z");
    private final DeskBrowser desk = new DeskBrowser(house.startNode("duban.roles=intake,clock,desk"));
    private String lead = "";
    private String helper = "";
    private String office = "";

    @BeforeAll
    void addPeople() {
        lead = desk.user("UNIT@education");
        helper = desk.user("UNIT@roads");
        office = desk.user("OFFICE@county-office");
    }

    @AfterAll
    void close() {
        house.close();
    }

    /** What the press of a button leads to, and what the same event by Kafka does to a task like it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            new      | lead   | RECEIVED            | note=got it                              | received            | {"by": "education", "note": "got it"}
            new      | helper | RECEIVED            |                                          | received            | {"by": "roads"}
            signed   | lead   | PROGRESSED          | percent=40&note=roof off                 | progressed          | {"by": "education", "percent": 40, "note": "roof off"}
            signed   | helper | PROGRESSED          | percent=70                               | progressed          | {"by": "roads", "percent": 70}
            signed   | lead   | EXTENSION_REQUESTED | deadline=2027-01-15&reason=snow          | extension-requested | {"by": "education", "deadline": "2027-01-15", "reason": "snow"}
            signed   | lead   | SUBMITTED           | note=done&evidence=https://x.example/1   | submitted           | {"by": "education", "note": "done", "evidence": ["https://x.example/1"]}
            asked    | office | EXTENSION_GRANTED   | deadline=2027-01-20&note=as asked        | extension-granted   | {"by": "county-office", "deadline": "2027-01-20", "note": "as asked"}
            asked    | office | EXTENSION_DECLINED  | reason=no                                | extension-declined  | {"by": "county-office", "reason": "no"}
            signed   | office | TIME_GIVEN          | deadline=2027-02-01&reason=snow          | extension-granted   | {"by": "county-office", "deadline": "2027-02-01", "note": "snow"}
            reported | office | RETURNED            | reason=leaks&deadline=2027-01-10         | returned            | {"by": "county-office", "reason": "leaks", "deadline": "2027-01-10"}
            reported | office | STRUCK_OFF          | note=seen                                | struck-off          | {"by": "county-office", "note": "seen"}
            signed   | office | VERIFIED            |                                          | struck-off          | {"by": "county-office"}
            signed   | office | HELD                | reason=frost&until=2026-12-10            | held                | {"by": "county-office", "reason": "frost", "until": "2026-12-10"}
            held     | office | RESUMED             | note=thaw                                | resumed             | {"by": "county-office", "reason": "thaw"}
            signed   | office | HANDED_OVER         | unit=health                              | amended             | {"by": "county-office", "leadUnit": "health"}
            signed   | office | WITHDRAWN           | reason=dropped                           | withdrawn           | {"by": "county-office", "reason": "dropped"}
            signed   | office | INSTRUCTED          | text=see to it&leader=the mayor          | instructed          | {"by": "county-office", "text": "see to it", "leader": "the mayor"}
            closed   | office | REOPENED            | reason=by mistake&deadline=2027-03-01    | reopened            | {"by": "county-office", "reason": "by mistake", "deadline": "2027-03-01"}
            """)
    void leadToTheStateThatTheEventLeadsTo(
            String setup, String who, String act, String values, String type, String data) {
        var pressed = task(setup);
        var sent = task(setup);

        var done = desk.act(pressed, act, values(values), person(who));
        house.event("duban.task." + type, sent, JsonMapper.shared().readValue(data, Map.class));

        assertThat(desk.follow(done, person(who), "en").body()).contains("Recorded in the ledger");
        var events = events(setup) + 1;
        await().atMost(Duration.ofMinutes(1)).until(() -> applied(sent) == events);
        assertThat(state(pressed)).isEqualTo(state(sent));
    }

    @Test
    void areEachInTheTableAbove() {
        var inLinksOnly = List.of("REQUEST_DECLINED", "SENT_BACK");
        var acts = Arrays.stream(Answer.values()).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
        Arrays.stream(DeskAct.values()).map(Enum::name).forEach(acts::add);
        acts.removeAll(inLinksOnly);
        var all = new TreeSet<String>();
        for (var setup : SETUPS) {
            all.addAll(offered(task(setup), DeskBrowser.ADMIN));
        }

        assertThat(all).isEqualTo(acts);
    }

    /** Who is offered what, by the state of the task; whoever is offered nothing finds no form. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            new      | UNIT@education        | RECEIVED PROGRESSED EXTENSION_REQUESTED SUBMITTED
            signed   | UNIT@education        | PROGRESSED EXTENSION_REQUESTED SUBMITTED
            asked    | UNIT@education        | PROGRESSED EXTENSION_REQUESTED SUBMITTED
            reported | UNIT@education        | EXTENSION_REQUESTED
            held     | UNIT@education        | PROGRESSED EXTENSION_REQUESTED
            closed   | UNIT@education        |
            new      | UNIT@roads            | RECEIVED PROGRESSED SUBMITTED
            reported | UNIT@roads            | RECEIVED PROGRESSED SUBMITTED
            closed   | UNIT@roads            |
            new      | READER@education      |
            reported | READER@county-office  |
            reported | READER                |
            new      | OFFICE@county-office  | TIME_GIVEN VERIFIED HELD WITHDRAWN INSTRUCTED HANDED_OVER
            asked    | OFFICE@county-office  | EXTENSION_GRANTED EXTENSION_DECLINED VERIFIED HELD WITHDRAWN INSTRUCTED HANDED_OVER
            reported | OFFICE@county-office  | TIME_GIVEN RETURNED STRUCK_OFF HELD WITHDRAWN INSTRUCTED HANDED_OVER
            held     | OFFICE@county-office  | TIME_GIVEN VERIFIED HELD RESUMED WITHDRAWN INSTRUCTED HANDED_OVER
            closed   | OFFICE@county-office  | REOPENED
            reported | OFFICE@group          | TIME_GIVEN RETURNED STRUCK_OFF HELD WITHDRAWN INSTRUCTED HANDED_OVER
            signed   | OFFICE@education      | PROGRESSED EXTENSION_REQUESTED SUBMITTED
            signed   | UNIT@education OFFICE@county-office | PROGRESSED EXTENSION_REQUESTED SUBMITTED TIME_GIVEN VERIFIED HELD WITHDRAWN INSTRUCTED HANDED_OVER
            reported | ADMIN                 | RECEIVED EXTENSION_REQUESTED TIME_GIVEN RETURNED STRUCK_OFF HELD WITHDRAWN INSTRUCTED HANDED_OVER
            closed   | OFFICE                | REOPENED
            """)
    void areOfferedToWhoeverMay(String setup, String roles, String acts) {
        var expected = acts == null ? new TreeSet<String>() : new TreeSet<>(List.of(acts.split(" ")));
        var user = roles.equals("ADMIN") ? DeskBrowser.ADMIN : desk.user(roles.split(" "));

        assertThat(offered(task(setup), user)).isEqualTo(expected);
    }

    @Test
    void areRefusedToWhoeverForgesAForm() {
        var task = task("reported");
        var theirs = DeskBrowser.form(desk.get("/desk/tasks/" + task, office, "en"), "STRUCK_OFF");

        var byTheLead = desk.post(theirs, Map.of(), lead, "zh-CN");
        var asAnother = desk.post(theirs, Map.of("by", "city-office"), office, "en");
        var byAReader = desk.post(theirs, Map.of(), desk.user("READER@education"), "en");
        var bySomebodyElse = desk.post(theirs, Map.of(), desk.user("UNIT@health"), "en");
        var withoutAToken = desk.post(theirs, Map.of("_csrf", "x"), office, "en");
        var ofNoForm = desk.post(theirs, Map.of("form", "x"), office, "en");

        assertThat(byTheLead.statusCode()).isEqualTo(403);
        assertThat(byTheLead.body()).contains("这项操作由县领导小组办公室", "未提交");
        assertThat(asAnother.statusCode()).isEqualTo(409);
        assertThat(byAReader.statusCode()).isEqualTo(403);
        assertThat(bySomebodyElse.statusCode()).isEqualTo(404);
        assertThat(withoutAToken.statusCode()).isEqualTo(403);
        assertThat(ofNoForm.statusCode()).isEqualTo(422);
        assertThat(applied(task)).isEqualTo(events("reported"));
    }

    @Test
    void countOnceHoweverOftenTheButtonIsPressed() {
        var task = task("signed");
        var form = DeskBrowser.form(desk.get("/desk/tasks/" + task, lead, "en"), "PROGRESSED");

        var first = desk.post(form, Map.of("percent", "30"), lead, "en");
        var second = desk.post(form, Map.of("percent", "30"), lead, "en");

        assertThat(second.statusCode()).isEqualTo(303);
        assertThat(second.headers().map().get("Location"))
                .isEqualTo(first.headers().map().get("Location"));
        assertThat(applied(task)).isEqualTo(events("signed") + 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            signed   | lead   | PROGRESSED          | percent=140&note=almost there         | Write a whole number from 0 to 100. | almost there
            signed   | lead   | EXTENSION_REQUESTED | deadline=2026-12-01&reason=much snow  | Choose a day after the present deadline. | much snow
            signed   | lead   | EXTENSION_REQUESTED | deadline=2027-02-01                   | Please fill this in. | 2027-02-01
            signed   | lead   | SUBMITTED           | evidence=C:\\photo.jpg                | Write one web link to a line | photo.jpg
            reported | office | RETURNED            | deadline=2027-01-10                   | Please fill this in. | 2027-01-10
            signed   | office | HELD                | reason=frost&until=2026-11-01         | Choose a day that is still to come. | frost
            signed   | office | HANDED_OVER         | unit=education                        | This unit leads the task already. | County Transport Bureau
            closed   | office | REOPENED            | deadline=2027-01-10                   | Please fill this in. | 2027-01-10
            """)
    void comeBackWithWhatWasWritten(String setup, String who, String act, String values, String mistake, String kept) {
        var task = task(setup);

        var back = desk.act(task, act, values(values), person(who));

        assertThat(back.statusCode()).isEqualTo(422);
        assertThat(back.body()).contains("What you wrote is kept.");
        assertThat(DeskBrowser.form(back, act).html()).contains(mistake, kept, "aria-invalid=\"true\"");
        assertThat(applied(task)).isEqualTo(events(setup));
    }

    @Test
    void areSentOnceMoreOnceTheyAreMended() {
        var task = task("signed");
        var back = desk.act(task, "PROGRESSED", Map.of("percent", "140", "note", "almost"), lead);

        var mended =
                desk.post(DeskBrowser.form(back, "PROGRESSED"), Map.of("percent", "40", "note", "almost"), lead, "en");

        assertThat(desk.follow(mended, lead, "en").body()).contains("Recorded in the ledger", "40%");
    }

    @Test
    void areShownAgainWhereTheTaskHasChangedMeanwhile() {
        var task = task("signed");
        var form = DeskBrowser.form(desk.get("/desk/tasks/" + task, office, "en"), "TIME_GIVEN");
        var strike = DeskBrowser.form(desk.get("/desk/tasks/" + task, office, "en"), "VERIFIED");
        desk.act(task, "SUBMITTED", Map.of("note", "done"), lead);
        var given = Map.of("deadline", "2027-02-01", "reason", "much snow");

        var back = desk.post(form, given, office, "en");
        var gone = desk.post(strike, Map.of("note", "seen it myself"), office, "en");

        assertThat(back.statusCode()).isEqualTo(409);
        assertThat(back.body()).contains("Something else has happened to this task", "Reported complete, in review");
        assertThat(DeskBrowser.form(back, "TIME_GIVEN").html()).contains("much snow", "2027-02-01");
        assertThat(gone.statusCode()).isEqualTo(409);
        assertThat(gone.body()).contains("As the task stands now this cannot be done", "seen it myself");
        assertThat(applied(task)).isEqualTo(events("signed") + 1);
        var again = desk.post(DeskBrowser.form(back, "TIME_GIVEN"), given, office, "en");
        assertThat(desk.follow(again, office, "en").body()).contains("Recorded in the ledger");
    }

    @Test
    void areDoneAsOneOfSeveralUnits() {
        var task = task("new");
        var both = desk.user("UNIT@education", "UNIT@roads");
        var form = DeskBrowser.form(desk.get("/desk/tasks/" + task, both, "en"), "RECEIVED");

        desk.post(form, Map.of("by", "roads"), both, "en");
        var next = desk.get("/desk/tasks/" + task, both, "en");

        assertThat(form.html()).contains("In the name of which unit", "County Transport Bureau");
        assertThat(form.values()).containsEntry("by", "education");
        assertThat(DeskBrowser.form(next, "RECEIVED").html())
                .contains("In the name of County Education Bureau")
                .doesNotContain("County Transport Bureau");
    }

    @Test
    void sayWhoseTurnItIs() {
        assertThat(desk.get("/desk/tasks/" + task("new"), desk.user("READER@education"), "zh-CN")
                        .body())
                .contains("下一步：请县教育局签收", "您可以查看该事项，但不能办理");
        assertThat(desk.get("/desk/tasks/" + task("reported"), lead, "en").body())
                .contains("Next: County Office reviews it", "This step is for County Office")
                .contains("It is reported complete and in review.");
        assertThat(desk.get("/desk/tasks/" + task("closed"), lead, "en").body())
                .contains("The task is closed: there is nothing more to do.");
    }

    @Test
    void standInTheAuditTrail() {
        var task = task("new");

        desk.act(task, "RECEIVED", Map.of(), lead);

        assertThat(house.count("select count(*) from audit where actor = '" + lead + "' and subject = '" + task
                        + "' and act = 'EVENTS_WRITTEN'"))
                .isEqualTo(1);
    }

    /** The acts whose forms somebody finds on the page of a task. */
    private TreeSet<String> offered(String task, String user) {
        return DeskBrowser.forms(desk.get("/desk/tasks/" + task, user, "en")).stream()
                .map(form -> form.values().getOrDefault("act", ""))
                .filter(act -> !act.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String person(String who) {
        return Map.of("lead", lead, "helper", helper, "office", office).get(who);
    }

    private static Map<String, String> values(String text) {
        var values = new LinkedHashMap<String, String>();
        if (text != null) {
            for (var pair : text.split("&")) {
                values.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
            }
        }
        return values;
    }

    /** A task of the lead unit education, with which roads assists, in the state of this name. */
    private String task(String setup) {
        var id = "act-" + NEXT.incrementAndGet();
        house.event(
                "duban.task.assigned",
                id,
                Map.of(
                        "title",
                        "Repair the roof",
                        "leadUnit",
                        "education",
                        "deadline",
                        "2026-12-31",
                        "assistingUnits",
                        List.of("roads")));
        before(setup).forEach(event -> house.event("duban.task." + event.getKey(), id, event.getValue()));
        await().atMost(Duration.ofMinutes(1)).until(() -> applied(id) == events(setup));
        return id;
    }

    private static List<Map.Entry<String, Map<String, ?>>> before(String setup) {
        var events = new ArrayList<Map.Entry<String, Map<String, ?>>>();
        if (!setup.equals("new")) {
            events.add(Map.entry("received", Map.of("by", "education")));
        }
        switch (setup) {
            case "asked" ->
                events.add(Map.entry("extension-requested", Map.of("deadline", "2027-01-20", "reason", "snow")));
            case "reported" -> events.add(Map.entry("submitted", Map.of("note", "done")));
            case "held" -> events.add(Map.entry("held", Map.of("reason", "frost")));
            case "closed" -> events.add(Map.entry("struck-off", Map.of()));
            default -> {}
        }
        return events;
    }

    private static long events(String setup) {
        return 1 + before(setup).size();
    }

    private long applied(String task) {
        return house.count("select count(*) from task_event where task_id = '" + task + "'");
    }

    /** All that REST says of a task but its id. */
    private JsonNode state(String task) {
        var view = (ObjectNode) JsonMapper.shared()
                .readTree(desk.get("/api/v1/tasks/" + task, DeskBrowser.ADMIN, "en")
                        .body());
        view.remove(List.of("id", "number"));
        return view;
    }
}
