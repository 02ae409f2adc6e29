package org.duban.agenda;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks after the lamps that are kept beside tasks, and after the numbers of them. */
@Component
final class JdbcKeptLamps {

    /** Who is about to tell a task must find it unlocked. */
    private static final Duration ABOUT_TO_BE_TOLD = Duration.ofSeconds(10);

    /** Of changes beyond one for each number: they cost each reader a little. */
    private static final int MOST_CHANGES = 2_000;

    private final JdbcClient jdbc;

    JdbcKeptLamps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Brings lamps that time alone has changed up to an instant; which of them somebody holds is left for the next time.
     *
     * @return how many
     */
    int bringTo(Instant now, int limit) {
        return jdbc.sql("""
                update agenda set lamp_as_of = :now
                where task_id in (
                    select task_id from agenda
                    where lamp_until <= :now and (next_wake_at is null or next_wake_at > :told)
                    order by lamp_until limit :limit for update skip locked)
                """)
                .param("now", Timestamp.from(now))
                .param("told", Timestamp.from(now.plus(ABOUT_TO_BE_TOLD)))
                .param("limit", limit)
                .update();
    }

    /** Makes one of all the changes of a number, where there are many. Readers find the one or the other, never both. */
    void sumUp() {
        jdbc.sql("""
                with gone as (
                    delete from lamp_count
                    where (select count(*) - count(distinct (lead_unit, lamp)) from lamp_count) > :most
                    returning lead_unit, lamp, tasks, points)
                insert into lamp_count (lead_unit, lamp, tasks, points)
                select lead_unit, lamp, sum(tasks), sum(points) from gone group by 1, 2
                having sum(tasks) <> 0 or sum(points) <> 0
                """).param("most", MOST_CHANGES).update();
    }
}
