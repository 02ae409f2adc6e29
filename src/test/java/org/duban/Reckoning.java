package org.duban;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duban.TestMailServer.Received;
import org.duban.directory.Directory;
import org.duban.ledger.TaskLedger;
import org.duban.rulebook.Planner;
import org.duban.task.Task;
import org.springframework.context.ApplicationContext;

/** Counts, when the storm is over, what the promises are about: in the tables, in the mails, and by the plan. */
final class Reckoning {

    private final TestHouse house;

    Reckoning(TestHouse house) {
        this.house = house;
    }

    /** Everything has come to rest: nothing is to be applied, planned, published or sent any more. */
    boolean atRest(long events, long refusals) {
        return unrest(events, refusals).isEmpty();
    }

    /** What keeps everything from being at rest, in words. */
    List<String> unrest(long events, long refusals) {
        var unrest = new ArrayList<String>();
        fewer(events, "select count(*) from task_event", unrest);
        fewer(refusals, "select count(*) from refusal", unrest);
        for (var open : List.of(
                "agenda where next_wake_at is not null",
                "notice_step where fate = 'TOLD' and notice_id is null",
                "notice where next_attempt_at is not null",
                "outgoing")) {
            house.sql()
                    .sql("select to_jsonb(open)::text from (select * from " + open + " limit 3) open")
                    .query(String.class)
                    .list()
                    .forEach(row -> unrest.add(open + ": " + row));
        }
        return unrest;
    }

    private void fewer(long than, String query, List<String> unrest) {
        var count = house.count(query);
        if (count < than) {
            unrest.add(query + ": " + count + " of " + than);
        }
    }

    void eachEventCountsOnce(long events, long refusals) {
        assertThat(house.count("select count(*) from task_event")).as("events").isEqualTo(events);
        assertThat(house.count("select count(*) from refusal")).as("refusals").isEqualTo(refusals);
        assertThat(house.count("select sum(revision) from task"))
                .as("each event made one revision")
                .isEqualTo(events);
    }

    /** Recomputes from the ledger and the plan what has fallen due, and looks for its fate. */
    void eachDueStepHasAFate(ApplicationContext node, Instant upTo) {
        var ids = house.sql().sql("select id from task").query(String.class).list();
        var units = node.getBean(Directory.class).tree();
        var planner = node.getBean(Planner.class);
        var owed = new ArrayList<String>();
        for (var task : node.getBean(TaskLedger.class).tasks(ids).values()) {
            planner.plan(task, units)
                    .due(learned(task), upTo)
                    .forEach(step -> step.units()
                            .forEach(unit -> owed.add(task.id() + " " + step.step() + " " + step.at() + " " + unit)));
        }
        assertThat(fates()).as("steps with a fate").containsAll(owed);
        assertThat(owed).hasSizeGreaterThanOrEqualTo(ids.size());
    }

    private static Instant learned(Task task) {
        return task.supervision().plannedFrom().minusNanos(1_000);
    }

    private List<String> fates() {
        return house.sql()
                .sql("select task_id, step, step_at, recipient from notice_step")
                .query((row, n) -> row.getString(1) + " " + row.getString(2) + " "
                        + row.getObject(3, java.time.OffsetDateTime.class).toInstant() + " " + row.getString(4))
                .list();
    }

    /**
     * Nobody is told a step twice: each notice is one mail, and the copies that were in flight when a process died are the
     * same bytes.
     *
     * @return how many copies too many arrived
     */
    int repeatedMails() {
        var mails = house.mail().received().stream().collect(Collectors.groupingBy(mail -> mail.header("Message-ID")));
        mails.forEach((id, copies) -> assertThat(copies)
                .as(id)
                .allSatisfy(
                        copy -> assertThat(copy.bytes()).isEqualTo(copies.get(0).bytes())));
        assertThat(notices(mails)).as("one mail for each notice").containsExactlyInAnyOrderElementsOf(accepted());
        assertThat(mails.keySet()).hasSameSizeAs(accepted());
        mails.values().forEach(copies -> tellsWhatTheNoticeSays(copies.get(0)));
        assertThat(house.count("""
                select count(*) from (select from notice_step where fate = 'TOLD'
                                      group by task_id, step, step_at, address having count(distinct notice_id) <> 1) twice
                """)).as("lines in two notices or in none").isZero();
        return house.mail().received().size() - mails.size();
    }

    private static List<String> notices(Map<String, List<Received>> mails) {
        return mails.values().stream()
                .map(copies -> copies.get(0).header("X-Duban-Notice"))
                .toList();
    }

    private List<String> accepted() {
        return house.sql()
                .sql("select id::text from notice where state = 'ACCEPTED'")
                .query(String.class)
                .list();
    }

    private void tellsWhatTheNoticeSays(Received mail) {
        var tasks = house.sql()
                .sql("""
                        select s.task_id from notice_step s join notice n on n.id = s.notice_id
                        where n.id = ?::uuid and n.address = ? and s.fate = 'TOLD'
                        """)
                .params(mail.header("X-Duban-Notice"), mail.to())
                .query(String.class)
                .list();
        assertThat(mail.tasks()).isSubsetOf(tasks);
        assertThat(tasks).isSubsetOf(mail.tasks());
    }
}
