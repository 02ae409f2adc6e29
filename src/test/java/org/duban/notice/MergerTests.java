package org.duban.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.duban.SharedHouse;
import org.duban.TestHouse;
import org.duban.agenda.UnreachableUnits;
import org.duban.channel.Deliveries;
import org.duban.channel.Delivery;
import org.duban.channel.Outcome;
import org.duban.content.Notice;
import org.duban.content.NoticeLine;
import org.duban.directory.ChangedUnit;
import org.duban.directory.Directory;
import org.duban.directory.Removal;
import org.duban.directory.Scope;
import org.duban.directory.StandIn;
import org.duban.directory.StandIns;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.ledger.TaskLedger;
import org.duban.reasons.Reason;
import org.duban.task.Act;
import org.duban.task.Matter;
import org.duban.task.Task;
import org.duban.task.TaskEvent;
import org.duban.task.Urgency;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Units leave, and what hangs on them does not go with them. On a clock that stands still; mails are claimed by the test. */
class MergerTests {

    private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");

    @RegisterExtension
    private static final SharedHouse SHARED = new SharedHouse(NOW.toString(), "duban.roles=intake,clock");

    private final TestHouse house = SHARED.house();
    private final ConfigurableApplicationContext node = SHARED.node();
    private final Directory directory = node.getBean(Directory.class);
    private final TaskLedger ledger = node.getBean(TaskLedger.class);

    @Test
    void keepsAUnitThatOpenTasksHangOn() {
        assign("T-1", "education", List.of());
        assign("T-2", "health", List.of("education"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> remove("education", null))
                .withMessage(
                        "unit \"education\", mergedInto: 2 open tasks (T-1, T-2) hang on it; name the unit that takes"
                                + " over as mergedInto, or first hand its open tasks over with duban.task.amended");

        assertThat(directory.tree().unit("education")).isPresent();
        assertThat(audited("education")).isEmpty();
    }

    @Test
    void letsAUnitGoWhoseTasksAreClosed() {
        assign("T-1", "education", List.of());
        house.event("duban.task.struck-off", "T-1", Map.of());
        await().until(() -> !task("T-1").open());

        remove("education", null);

        assertThat(directory.tree().unit("education")).isEmpty();
        assertThat(audited("education")).containsExactly("UNIT_REMOVED event from /oa");
    }

    @Test
    void handsOpenTasksOverAndTellsTheSuccessorWhatItLeads() {
        assign("T-1", "education", List.of("roads"));
        assign("T-2", "health", List.of("education", "roads"));
        assign("T-3", "roads", List.of("health"));
        claimed();

        remove("education", "health");
        TestHouse.wake(node);

        assertThat(task("T-1").leadUnit()).isEqualTo("health");
        assertThat(task("T-2").leadUnit()).isEqualTo("health");
        assertThat(task("T-2").assistingUnits()).containsExactly("roads");
        assertThat(task("T-3").revision()).isEqualTo(1);
        assertThat(directory.tree().unit("education")).isEmpty();
        assertThat(claimed())
                .filteredOn(notice -> notice.recipient().equals("health"))
                .flatExtracting(Notice::lines)
                .extracting(NoticeLine::taskId)
                .contains("T-1");
        assertThat(ledger.history("T-1").get(1))
                .satisfies(entry -> assertThat(entry.source()).isEqualTo("urn:duban:merger:education:health"))
                .satisfies(entry -> assertThat(entry.eventId()).isEqualTo("/oa#education#T-1"));
        assertThat(audited("education")).containsExactly("UNIT_MERGED event from /oa");
    }

    @ParameterizedTest(name = "{0} leads by then, {1} takes over: {2} is told")
    @CsvSource({"education, health, health", "roads, health, health", "roads, roads, roads"})
    void answersWhoTookOverFromAUnitThatHadAskedForMoreTime(String lead, String successor, String told) {
        assign("T-1", "education", List.of());
        house.event("duban.task.extension-requested", "T-1", Map.of("deadline", "2026-12-29", "reason", "snow"));
        if (!lead.equals("education")) {
            house.event("duban.task.amended", "T-1", Map.of("leadUnit", lead));
        }
        await().until(() -> task("T-1").revision() == (lead.equals("education") ? 2 : 3));
        remove("education", successor);
        TestHouse.wake(node);
        house.event("duban.task.extension-declined", "T-1", Map.of("reason", "no"));
        await().until(() -> task("T-1").toldFrom().decision() != null);
        TestHouse.wake(node);

        assertThat(claimed())
                .filteredOn(notice -> notice.lines().get(0).step().equals("extension-declined"))
                .extracting(Notice::recipient, notice -> notice.lines().get(0).forUnitEn())
                .containsExactly(tuple(told, null));
    }

    @Test
    void sendsNothingByHandThatBecameMootWithItsUnit() {
        assign("T-1", "education", List.of());
        house.event("duban.task.extension-requested", "T-1", Map.of("deadline", "2026-12-29", "reason", "snow"));
        house.event("duban.task.extension-declined", "T-1", Map.of("reason", "no"));
        await().until(() -> task("T-1").toldFrom().decision() != null);
        TestHouse.wake(node);

        remove("education", "health");
        TestHouse.wake(node);
        var first = claimed();
        TestHouse.wake(node);

        assertThat(first).extracting(Notice::recipient).doesNotContain("education");
        var moot = node.getBean(Notices.class).find("T-1", "education", NoticeState.MOOT, null, 10, Scope.EVERYTHING);
        assertThat(moot).isNotEmpty();
        moot.forEach(notice -> assertThat(resend(notice.id()))
                .as("nobody sends by hand what was moot")
                .isNotEmpty());
    }

    @ParameterizedTest(name = "{0} that waits for {1}: {2}")
    @CsvSource(nullValues = "-", textBlock = """
            extension-declined, lead,      health extension-declined
            extension-granted,  lead,      health extension-granted
            returned,           lead,      -
            extension-declined, assisting, health extension-declined
            """)
    void tellsTheSuccessorOnceWhatStillWaited(String act, String as, @Nullable String told) {
        if (as.equals("lead")) {
            assign("T-1", "education", List.of());
        } else {
            assign("T-1", "roads", List.of("education"));
        }
        settle();
        var asks = act.equals("returned") ? "submitted" : "extension-requested";
        house.event("duban.task." + asks, "T-1", Map.of("deadline", "2026-12-29", "reason", "snow"));
        house.event("duban.task." + act, "T-1", Map.of("deadline", "2026-12-29", "reason", "no"));
        await().until(() -> task("T-1").revision() == 3);
        TestHouse.wake(node);

        remove("education", "health");
        TestHouse.wake(node);

        assertThat(toldIn(3, act))
                .doesNotContain("education " + act)
                .filteredOn(line -> line.startsWith("health"))
                .containsExactlyElementsOf(told == null ? List.of() : List.of(told));
    }

    @Test
    void tellsTheOfficeThatTookOverWhatStillWaited() {
        assign("T-1", "education", List.of());
        assign("T-2", "silent", List.of());
        saveNewOffice();
        house.at("2026-12-02T01:30:00Z");
        TestHouse.wake(node);

        remove("county-office", "new-office");
        TestHouse.wake(node);

        var told = notices(3).stream()
                .filter(notice -> notice.recipient().equals("new-office"))
                .flatMap(notice -> notice.lines().stream())
                .map(line -> line.taskId() + " " + line.step() + " " + line.asks() + " " + line.forUnitEn())
                .toList();
        assertThat(told)
                .as("its own, and what it is to pass on")
                .containsExactlyInAnyOrder(
                        "T-1 overdue ESCALATION null",
                        "T-2 overdue ESCALATION null",
                        "T-2 overdue CHASER Unit Without an Address");
    }

    @ParameterizedTest
    @CsvSource({"struck-off, closed", "extension-granted, escalation-lifted"})
    void tellsTheOfficeThatTookOverTheEndOfAnAlarm(String act, String step) {
        assign("T-1", "education", List.of());
        saveNewOffice();
        house.at("2026-12-02T01:30:00Z");
        TestHouse.wake(node);
        settle();
        remove("county-office", "new-office");

        house.pass(Duration.ofMinutes(1));
        house.event("duban.task." + act, "T-1", Map.of("deadline", "2026-12-29"));
        await().until(() -> task("T-1").revision() == 2);
        house.pass(Duration.ofMinutes(1));
        TestHouse.wake(node);

        assertThat(toldIn(2, step)).containsExactly("new-office " + step);
    }

    /** Whoever stands above then hears of what comes, and decides on what waits. */
    @Test
    void letsAnOfficeBecomeABureauWhereOneIsLeftAbove() {
        assign("T-1", "education", List.of());
        house.event("duban.task.extension-requested", "T-1", Map.of("deadline", "2026-12-29", "reason", "snow"));
        await().until(() -> task("T-1").revision() == 2);
        var office = directory.tree().unit("county-office").orElseThrow();
        directory.save(List.of(unit(office, office.parent(), UnitKind.UNIT, office.emails())));

        house.at("2026-12-02T01:30:00Z");
        TestHouse.wake(node);
        await().untilAsserted(() ->
                assertThat(toldIn(1, "overdue")).containsExactlyInAnyOrder("city-office overdue", "education overdue"));

        house.event("duban.task.extension-declined", "T-1", Map.of("by", "county-office"));
        house.event("duban.task.extension-granted", "T-1", Map.of("by", "city-office", "deadline", "2026-12-29"));
        await().until(() -> task("T-1").revision() == 3);

        assertThat(reasons())
                .singleElement()
                .asString()
                .startsWith("data.by: \"county-office\" may not send duban.task.extension-declined");
    }

    private List<String> toldIn(int claims, String step) {
        return notices(claims).stream()
                .flatMap(notice -> notice.lines().stream()
                        .filter(line -> line.step().equals(step))
                        .map(line -> notice.recipient() + " " + line.step()))
                .toList();
    }

    private List<Notice> notices(int claims) {
        return IntStream.range(0, claims)
                .boxed()
                .flatMap(each -> claimed().stream())
                .toList();
    }

    private void settle() {
        house.pass(Duration.ofSeconds(6));
        var deliveries = node.getBean(Deliveries.class);
        deliveries.settle(deliveries.claimDue(1000, Duration.ofMinutes(5)).stream()
                .map(delivery -> new Deliveries.Settlement(delivery, new Outcome.Accepted("250 ok")))
                .toList());
    }

    private void saveNewOffice() {
        var office = directory.tree().unit("county-office").orElseThrow();
        directory.save(List.of(new Unit(
                "new-office",
                office.parent(),
                office.kind(),
                "新县办",
                "New Office",
                List.of("new-office@duban.example"),
                office.locale(),
                office.zone(),
                office.calendar())));
    }

    @Test
    void letsTheOfficeReadThatItsPresentLeadAsksForMoreTimeAfterAMerger() {
        assign("T-1", "education", List.of());
        house.event("duban.task.extension-requested", "T-1", Map.of("deadline", "2026-12-29", "reason", "snow"));
        await().until(() -> task("T-1").revision() == 2);

        remove("education", "health");
        TestHouse.wake(node);

        assertThat(claimed())
                .flatExtracting(Notice::lines)
                .filteredOn(line -> line.step().equals("extension-requested"))
                .extracting(
                        line -> line.task().leadUnitEn(), line -> line.task().askerEn())
                .containsExactly(tuple("County Health Commission", null));
    }

    @Test
    void sendsTheUnitThatLeftNothingThatStillWaits() {
        assign("T-1", "education", List.of());

        remove("education", "health");
        TestHouse.wake(node);

        assertThat(claimed()).extracting(Notice::recipient).containsOnly("health");
    }

    @Test
    void refusesActsOfAUnitThatLeftAndNamesItsSuccessor() {
        assign("T-1", "education", List.of());
        remove("education", "health");

        house.event("duban.task.received", "T-1", Map.of("by", "education"));

        await().untilAsserted(() -> assertThat(reasons())
                .containsExactly(
                        "data.by: \"education\" is no unit any more, it was merged into \"health\"; write \"health\""));
    }

    @Test
    void reopensNoTaskOfAUnitThatLeftAndNamesItsSuccessor() {
        assign("T-1", "education", List.of());
        house.event("duban.task.struck-off", "T-1", Map.of());
        await().until(() -> !ledger.task("T-1").orElseThrow().open());
        remove("education", "health");

        house.event("duban.task.reopened", "T-1", Map.of("reason", "by mistake"));

        await().untilAsserted(() -> assertThat(reasons())
                .containsExactly(
                        "subject: task \"T-1\" is with \"education\", which is no unit any more and was merged into"
                                + " \"health\"; assign a task of another id to \"health\""));
    }

    @Test
    void handsOverWhatElseHangsOnAUnit() {
        house.sql()
                .sql("insert into unit_feed (id, unit, secret_hash, made_at, made_by) values"
                        + " (gen_random_uuid(), 'education', 'x', now(), 'admin')")
                .update();
        house.sql()
                .sql("insert into inbox_mail (key, received_at, state, unit, office, sender, subject, words) values"
                        + " ('k', now(), 'NOT_UNDERSTOOD', 'education', 'county-office', 's', 's', 'w')")
                .update();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> remove("education", null))
                .withMessageContaining("1 calendar feed (")
                .withMessageContaining("1 mail waiting in the inbox (");
        remove("education", "health");

        assertThat(house.sql()
                        .sql("select unit from unit_feed union all select unit from inbox_mail")
                        .query(String.class)
                        .list())
                .containsExactly("health", "health");
    }

    @Test
    void takesAStandInOverOnlyWhereItsContactIs() {
        node.getBean(StandIns.class).save(leave());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> remove("education", null))
                .withMessageContaining("1 stand-in (leave) hangs on it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> remove("education", "health"))
                .withMessageStartingWith(
                        "unit \"education\", mergedInto: its stand-in \"leave\" cannot be taken over: contact:");

        saveHealthWith("education@duban.example");
        remove("education", "health");

        assertThat(node.getBean(StandIns.class).of("health"))
                .extracting(StandIn::name)
                .containsExactly("leave");
    }

    @Test
    void keepsAUnitThatAPolicyTells() {
        house.sql().sql("""
            insert into rulebook (version, policies, calendars, origin, files, applied_at, applied_by)
            select version + 1, policies || E'\\n  named:\\n    calendar: cn\\n    steps:\\n'
                || E'      - { name: late, after-deadline: 1wd, tell: ["unit:roads"] }\\n', calendars, origin, files, applied_at, applied_by
            from rulebook
            """).update();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> remove("roads", "health"))
                .withMessage("unit \"roads\", mergedInto: 1 policy step (named.late) hangs on it;"
                        + " first let those steps tell another unit");
    }

    @Test
    void refusesToLeaveATaskThatIsBeingAssigned() {
        var removal = transactions().execute(status -> {
            directory.holdCodes();
            var removing = CompletableFuture.runAsync(() -> remove("silent", null));
            await().until(this::somebodyWaits);
            ledger.apply(List.of(assigned("T-1", "silent")));
            return removing;
        });

        assertThatThrownBy(removal::join)
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("1 open task (T-1) hangs on it");
        assertThat(directory.tree().unit("silent")).isPresent();
    }

    @Test
    void refusesATaskForAUnitThatIsJustLeaving() {
        transactions().executeWithoutResult(status -> {
            remove("silent", "roads");
            house.event("duban.task.assigned", "T-1", assignment("silent", List.of()));
            await().until(this::somebodyWaits);
        });

        await().untilAsserted(() -> assertThat(reasons())
                .containsExactly("data.leadUnit: \"silent\" is no unit any more, it was merged into \"roads\";"
                        + " write \"roads\""));
        assertThat(ledger.task("T-1")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
        group         | null  | LEADING_GROUP        | UNIT                 | none
        city-office   | null  | LEADING_GROUP_OFFICE | UNIT                 | none
        county-office | null  | LEADING_GROUP_OFFICE | UNIT                 | kind: leaves no office and no leading group above
        county-office | null  | LEADING_GROUP_OFFICE | LEADING_GROUP_OFFICE | none
        education     | null  | UNIT                 | UNIT                 | parent: leaves no office and no leading group above
        """)
    void takesTheLastOfficeFromNobodyWithOpenTasks(
            String code, @Nullable String parent, UnitKind was, UnitKind kind, String refusal) {
        assign("T-1", "education", List.of());
        var unit = directory.tree().unit(code).orElseThrow();
        var changed = unit(unit, parent, kind, unit.emails());
        assertThat(unit.kind()).isEqualTo(was);

        if (refusal.equals("none")) {
            directory.save(List.of(changed));
            assertThat(directory.tree().unit(code)).contains(changed);
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> directory.save(List.of(changed)))
                    .withMessageContaining("unit \"" + code + "\", " + refusal)
                    .withMessageContaining("1 open task (T-1) hangs");
            assertThat(directory.tree().unit(code)).contains(unit);
        }
    }

    /** What a change takes that may be made all the same; without addresses where the last column says so. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
        education     | county-office | UNIT                 | kept | none
        education     | county-office | UNIT                 | none | emails: nobody is told here any more, of 1 open task (T-1) either
        education     | city-office   | UNIT                 | kept | parent: others stand above 1 open task (T-1) from now on: "education" stood below county-office, city-office, group, and stands below city-office, group
        county-office | city-office   | LEADING_GROUP_OFFICE | none | emails: nobody is told here any more, of 1 open task (T-1) either
        county-office | city-office   | UNIT                 | kept | kind: others stand above 1 open task (T-1) from now on: "education" stood below county-office, city-office, group, and stands below city-office, group
        county-office | group         | LEADING_GROUP_OFFICE | kept | parent: others stand above 1 open task (T-1) from now on: "county-office" stood below city-office, group, and stands below group
        health        | county-office | UNIT                 | none | none
        health        | city-office   | UNIT                 | kept | none
        """)
    void saysWhatOpenTasksLoseByAChangeOfUnits(String code, String parent, UnitKind kind, String emails, String loss) {
        assign("T-1", "education", List.of());
        var unit = directory.tree().unit(code).orElseThrow();
        var changed = unit(unit, parent, kind, emails.equals("kept") ? unit.emails() : List.of());

        var losses =
                directory.losses(List.of(changed)).stream().map(Reason::english).toList();
        directory.save(List.of(changed));

        assertThat(directory.tree().unit(code)).contains(changed);
        if (loss.equals("none")) {
            assertThat(losses).isEmpty();
        } else {
            assertThat(losses).singleElement().asString().startsWith(loss);
        }
        assertThat(directory.losses(List.of(changed))).isEmpty();
    }

    @Test
    void raisesTheAlarmAboutTasksOfAUnitThatIsNotThereUntilOneTakesOver() {
        assign("T-1", "education", List.of());
        takeOutAsInEarlierReleases("education");
        var reach = node.getBean(UnreachableUnits.class);

        reach.read();
        assertThat(gauge()).isEqualTo(1);
        assertThat(health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health().getDetails()).containsEntry("openTasks", Map.of("education", 1L));

        remove("education", "health");

        reach.read();
        assertThat(gauge()).isZero();
        assertThat(health().getStatus()).isEqualTo(Status.UP);
        assertThat(task("T-1").leadUnit()).isEqualTo("health");
    }

    @Test
    void countsWhatNobodyAtAllIsTold() {
        directory
                .tree()
                .units()
                .forEach(unit -> directory.save(List.of(unit(unit, unit.parent(), unit.kind(), List.of()))));
        assign("T-1", "education", List.of());

        house.at("2026-11-30T01:30:00Z");
        TestHouse.wake(node);

        assertThat(node.getBean(MeterRegistry.class)
                        .get("duban.steps.undeliverable")
                        .counter()
                        .count())
                .isEqualTo(2);
        node.getBean(UnreachableUnits.class).read();
        assertThat(gauge()).isEqualTo(1);
    }

    private String resend(UUID notice) {
        return String.valueOf(transactions()
                .<String>execute(status -> node.getBean(NoticeResender.class)
                        .resend(notice)
                        .map(Object::toString)
                        .orElse("")));
    }

    private Health health() {
        return node.getBean("reachHealthIndicator", HealthIndicator.class).health();
    }

    private void remove(String unit, @Nullable String mergedInto) {
        directory.remove(new Removal(unit, mergedInto, "event from /oa", "/oa#" + unit, NOW));
    }

    /** A release that did not ask what hangs on a unit has left tasks without one. */
    private void takeOutAsInEarlierReleases(String unit) {
        house.sql().sql("delete from unit where code = ?").param(unit).update();
        house.sql()
                .sql("update directory_version set version = nextval('directory_version_number'), tree = tree + 1")
                .update();
    }

    private void assign(String task, String lead, List<String> assisting) {
        house.event("duban.task.assigned", task, assignment(lead, assisting));
        await().atMost(Duration.ofSeconds(60)).until(() -> ledger.task(task).isPresent());
        TestHouse.wake(node);
    }

    private static Map<String, Object> assignment(String lead, List<String> assisting) {
        return Map.of(
                "title", "Repair the roof", "leadUnit", lead, "deadline", "2026-12-01", "assistingUnits", assisting);
    }

    private static TaskEvent assigned(String task, String lead) {
        var act = new Act.Assigned(
                new Matter("Repair the roof", null, null, null, null, Urgency.NORMAL, null),
                lead,
                List.of(),
                "2026-12-01",
                "standard",
                Map.of(),
                null);
        return new TaskEvent("/oa", task, "duban.task.assigned", task, NOW, null, act, "{}");
    }

    private static Unit unit(Unit unit, @Nullable String parent, UnitKind kind, List<String> emails) {
        return ChangedUnit.of(unit).under(parent).as(kind).reachedAt(emails).unit();
    }

    private void saveHealthWith(String address) {
        var health = directory.tree().unit("health").orElseThrow();
        directory.save(List.of(unit(health, health.parent(), health.kind(), List.of("health@duban.example", address))));
    }

    private static StandIn leave() {
        return new StandIn(
                "education",
                "leave",
                "education@duban.example",
                "roads@duban.example",
                "Roads",
                LocalDate.parse("2026-11-23"),
                LocalDate.parse("2026-12-31"));
    }

    private Task task(String id) {
        return ledger.task(id).orElseThrow();
    }

    private double gauge() {
        return node.getBean(MeterRegistry.class)
                .get("duban.tasks.out.of.reach")
                .gauge()
                .value();
    }

    private TransactionTemplate transactions() {
        return node.getBean(TransactionTemplate.class);
    }

    private boolean somebodyWaits() {
        return house.sql()
                        .sql("select count(*) from pg_locks where locktype = 'advisory' and not granted")
                        .query(Long.class)
                        .single()
                > 0;
    }

    private List<String> reasons() {
        return house.sql()
                .sql("select reason from refusal where state = 'OPEN'")
                .query(String.class)
                .list();
    }

    private List<String> audited(String unit) {
        return house.sql()
                .sql("select act || ' ' || actor from audit where subject = ? order by seq")
                .param(unit)
                .query(String.class)
                .list();
    }

    /** Claims what is due a little later, when Kafka's head start is over. */
    private List<Notice> claimed() {
        house.pass(Duration.ofSeconds(6));
        return node.getBean(Deliveries.class).claimDue(1000, Duration.ofMinutes(5)).stream()
                .map(Delivery::notice)
                .toList();
    }
}
