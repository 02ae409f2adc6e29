package org.duban.api;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duban.api.ApiHouse.Answer;
import org.duban.task.Act;
import org.duban.task.Matter;
import org.duban.task.Urgency;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calendars to subscribe to: made and revoked by users, read by programs that send no password. */
class UnitFeedsTests {

    private final ApiHouse house = ApiHouse.open();
    private final String office = "office-" + UUID.randomUUID();
    private final String unit = "unit-" + UUID.randomUUID();

    @BeforeEach
    void addUnits() {
        save(office, "city-office", "LEADING_GROUP_OFFICE");
        save(unit, office, "UNIT");
    }

    @Test
    void showsWhatAUnitLeadsOrAssists() {
        assign("led", unit);
        assign("assisted", "education", unit);
        assign("foreign", "education");

        var feed = read(subscribe(unit));

        assertThat(feed.status()).isEqualTo(200);
        assertThat(feed.header("Content-Type")).isEqualToIgnoringCase("text/calendar;charset=UTF-8");
        assertThat(summaries(feed)).containsExactly("Due: assisted", "Due: led");
    }

    @Test
    void showsAnOfficeAllOfTheUnitsBelowIt() {
        var below = unit + "-below";
        save(below, unit, "UNIT");
        assign("one", unit);
        assign("two", below);
        assign("three", office);

        assertThat(summaries(read(subscribe(office)))).containsExactlyInAnyOrder("Due: one", "Due: two", "Due: three");
        assertThat(summaries(read(subscribe(unit)))).containsExactly("Due: one");
    }

    @Test
    void movesADeadlineUnderTheSameIdentity() {
        var task = assign("moved", unit);
        var feed = subscribe(unit);
        var before = read(feed).response().body();

        house.apply(task, new Act.ExtensionGranted("2027-01-20", null));
        var after = read(feed).response().body();

        assertThat(property(after, "UID")).isEqualTo(property(before, "UID"));
        assertThat(property(before, "SEQUENCE")).isEqualTo("1");
        assertThat(property(after, "SEQUENCE")).isEqualTo("2");
        assertThat(property(after, "DTSTART;VALUE=DATE")).isEqualTo("20270120");
    }

    @Test
    void cancelsAClosedTaskAndForgetsItAfterAMonth() {
        var task = assign("closed", unit);
        var feed = subscribe(unit);

        house.apply(task, new Act.StruckOff(null, null));
        var closed = read(feed).response().body();
        house.clock().advance(Duration.ofDays(31));

        assertThat(property(closed, "STATUS")).isEqualTo("CANCELLED");
        assertThat(read(feed).response().body()).doesNotContain("VEVENT");
    }

    @Test
    void bringsATaskBackThatIsReopened() {
        var task = assign("reopened", unit);
        var feed = subscribe(unit);
        house.apply(task, new Act.StruckOff(null, null));
        var closed = read(feed).response().body();

        house.apply(task, new Act.Reopened("by mistake", null));
        var open = read(feed).response().body();

        assertThat(property(open, "UID")).isEqualTo(property(closed, "UID"));
        assertThat(property(open, "STATUS")).isEqualTo("CONFIRMED");
        assertThat(property(closed, "SEQUENCE")).isEqualTo("2");
        assertThat(property(open, "SEQUENCE")).isEqualTo("3");
    }

    @Test
    void cancelsATaskThatWasTakenFromTheUnitAndForgetsItAfterAMonth() {
        var lost = assign("lost", unit);
        var helped = assign("helped", "education", unit);
        var feed = subscribe(unit);

        house.apply(lost, amended("education", null));
        house.apply(helped, amended(null, List.of()));
        var taken = read(feed).response().body();
        var above = read(subscribe("city-office")).response().body();
        house.clock().advance(Duration.ofDays(31));

        assertThat(Biweekly.parse(taken).first().getEvents())
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.getStatus().getValue()).isEqualTo("CANCELLED"))
                .allSatisfy(event -> assertThat(event.getSequence().getValue()).isEqualTo(2));
        assertThat(Biweekly.parse(above).first().getEvents())
                .as("another unit below it has the task")
                .filteredOn(event -> event.getUid().getValue().contains(lost))
                .allSatisfy(event -> assertThat(event.getStatus().getValue()).isEqualTo("CONFIRMED"));
        assertThat(read(feed).response().body()).doesNotContain("VEVENT");
    }

    @Test
    void leavesTheSequenceAsItIsWhenNothingThatItShowsHasChanged() {
        var task = assign("same", unit);
        var feed = subscribe(unit);
        var before = read(feed).response().body();

        house.apply(task, new Act.Received(null, null));
        house.apply(task, amended(unit, null));

        assertThat(read(feed).response().body()).isEqualTo(before);
    }

    private static Act amended(@Nullable String lead, @Nullable List<String> assisting) {
        return new Act.Amended(Matter.Rewording.NONE, lead, assisting, null, null, null, null);
    }

    @Test
    void sendsNothingAgainThatIsStillTheSame() {
        assign("same", unit);
        var feed = subscribe(unit);
        var tag = read(feed).header("ETag");

        var again = house.send(house.request(feed).header("If-None-Match", tag));
        assign("new", unit);
        var changed = house.send(house.request(feed).header("If-None-Match", tag));

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.response().body()).isEmpty();
        assertThat(again.header("Cache-Control")).contains("private", "max-age=600");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    void answersAHeadLikeAGet() {
        var feed = subscribe(unit);

        var head = house.send(house.request(feed).method("HEAD", BodyPublishers.noBody()));

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("ETag")).isEqualTo(read(feed).header("ETag"));
        assertThat(head.response().body()).isEmpty();
    }

    @Test
    void marksAChangeOfAnyWordThatItShows() {
        assign("renamed", unit);
        var feed = subscribe(unit);
        var tags = new HashSet<String>();
        tags.add(read(feed).header("ETag"));

        house.apply("renamed-" + unit, new Act.Progressed(20, null, unit));
        tags.add(read(feed).header("ETag"));
        house.put("/api/v1/units/" + unit, """
                {"parent": "%s", "kind": "UNIT", "nameZh": "新名", "nameEn": "New name", "locale": "en"}
                """.formatted(office));
        tags.add(read(feed).header("ETag"));

        assertThat(tags).hasSize(3);
    }

    @Test
    void writesAsManyTasksAsThereAre() {
        var feed = subscribe(unit);
        house.sql().sql("""
                        insert into task select (jsonb_populate_record(t, jsonb_build_object('id', 'many-' || n || '-' || t.id))).*
                        from task t, generate_series(1, 1700) n where t.id = ?
                        """).param(assign("many", unit)).update();

        var written = read(feed).response().body();

        assertThat(written.split("BEGIN:VEVENT", -1)).hasSize(1_702);
        assertThat(written.lines().filter(line -> line.startsWith("UID:")).distinct())
                .hasSize(1_701);
        assertThat(written).endsWith("END:VCALENDAR\r\n").containsOnlyOnce("METHOD:PUBLISH");
    }

    @Test
    void opensNothingOnceItIsRevoked() {
        var made = house.post(feeds(unit));
        var feed = URI.create(made.text("url")).getPath();

        var revoked = house.delete(feeds(unit) + "/" + made.text("id"));

        assertThat(revoked.status()).isEqualTo(204);
        assertThat(house.delete(feeds(unit) + "/" + made.text("id")).status()).isEqualTo(404);
        assertThat(house.get(feeds(unit)).all("id")).isEmpty();
        assertThat(hint(read(feed)))
                .isEqualTo(hint(read("/feeds/nothing.ics")))
                .isEqualTo(hint(read("/feeds/" + "x".repeat(3_000) + ".ics")))
                .isEqualTo(hint(read(feed.replace(".ics", ""))))
                .startsWith("404 {")
                .contains("there is nothing at this address")
                .endsWith(" no-store");
    }

    private static String hint(Answer answer) {
        return answer.status() + " " + answer.response().body() + " " + answer.header("Cache-Control");
    }

    @Test
    void tellsTheAddressOnceAndKeepsOnlyItsHash() {
        var made = house.post(feeds(unit));
        read(URI.create(made.text("url")).getPath());

        var listed = house.get(feeds(unit));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("url")).matches("http://localhost:8080/feeds/[A-Za-z0-9_-]{43}\\.ics");
        assertThat(listed.all("madeBy")).containsExactly("admin");
        assertThat(listed.all("lastReadAt")).containsExactly("2026-11-23T04:00:00Z");
        assertThat(listed.response().body()).doesNotContain(secret(made));
        assertThat(rows("unit_feed") + rows("audit")).doesNotContain(secret(made));
    }

    @Test
    void auditsWhoMadeAndRevokedIt() {
        var id = house.post(feeds(unit)).text("id");
        house.delete(feeds(unit) + "/" + id);

        assertThat(house.sql()
                        .sql("select actor || ' ' || act from audit where detail ->> 'feed' = ? order by seq")
                        .param(id)
                        .query(String.class)
                        .list())
                .containsExactly("admin FEED_MADE", "admin FEED_REVOKED");
    }

    @Test
    void makesNoneOfAUnitThatIsNotThereAndRevokesNoneOfAnother() {
        var id = house.post(feeds(unit)).text("id");

        assertThat(house.post(feeds("nowhere")).status()).isEqualTo(404);
        assertThat(house.get(feeds("nowhere")).status()).isEqualTo(404);
        assertThat(house.delete(feeds(office) + "/" + id).status()).isEqualTo(404);
        assertThat(house.send(house.request(feeds(unit)).POST(BodyPublishers.noBody()))
                        .status())
                .isEqualTo(401);
    }

    private String rows(String table) {
        return String.join(
                "\n",
                house.sql()
                        .sql("select t::text from " + table + " t")
                        .query(String.class)
                        .list());
    }

    private static String secret(Answer made) {
        return made.text("url").replaceAll(".*/|\\.ics", "");
    }

    private String subscribe(String code) {
        return URI.create(house.post(feeds(code)).text("url")).getPath();
    }

    private Answer read(String feed) {
        return house.send(house.request(feed));
    }

    private static String feeds(String code) {
        return "/api/v1/units/" + code + "/feeds";
    }

    private static List<String> summaries(Answer feed) {
        return Biweekly.parse(feed.response().body()).first().getEvents().stream()
                .map(event -> event.getSummary().getValue())
                .toList();
    }

    private static String property(String calendar, String name) {
        return calendar.replaceAll("(?s).*\r\n" + name + ":([^\r]*).*", "$1");
    }

    private void save(String code, String parent, String kind) {
        house.put("/api/v1/units/" + code, """
                {"parent": "%s", "kind": "%s", "nameZh": "%s", "nameEn": "%s", "locale": "en"}
                """.formatted(parent, kind, code, code));
    }

    /** @return the task's id */
    private String assign(String title, String lead, String... assisting) {
        var id = title + "-" + unit;
        house.apply(
                id,
                new Act.Assigned(
                        new Matter(title, null, null, null, null, Urgency.NORMAL, null),
                        lead,
                        List.of(assisting),
                        "2026-12-15",
                        "standard",
                        Map.of(),
                        null));
        return id;
    }
}
