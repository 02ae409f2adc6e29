package org.duban.agenda;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Consumer;
import org.duban.directory.Directory;
import org.duban.ledger.MemoryTaskLedger;
import org.duban.ledger.TasksChanged;
import org.duban.plan.LampTimes;
import org.duban.rulebook.Planner;
import org.duban.simulation.Lockstep;
import org.jspecify.annotations.Nullable;

/** The agenda of a node in memory, and that in PostgreSQL in step with it. */
public final class AgendaInStep {

    private final Agenda agenda;
    private final Replanned replanner;
    private @Nullable ChangedTaskPlanner jdbc;

    /** @param ledger that of the same node */
    public AgendaInStep(
            Lockstep lockstep,
            MemoryAgenda memory,
            Planner planner,
            Directory directory,
            MemoryTaskLedger ledger,
            InstantSource clock) {
        // Nobody lets its moments come: those of the agenda in memory are kept.
        var moments = new Moments(null, clock);
        agenda = lockstep.table(Agenda.class, memory, postgres -> {
            var rows = new JdbcAgenda(postgres.jdbc(), moments);
            jdbc = new ChangedTaskPlanner(rows, planner, directory);
            return rows;
        });
        replanner = lockstep.table(Replanned.class, now -> memory.replan(ledger, now), postgres -> {
            var rows = new JdbcReplanning(postgres.jdbc(), planner, directory);
            return now -> {
                var before = rows.progress().left();
                new Replanner(
                                rows,
                                ledger.jdbc(postgres, news()),
                                planner,
                                directory,
                                moments,
                                postgres.transaction(),
                                () -> now)
                        .look();
                return Math.toIntExact(before - rows.progress().left());
            };
        });
    }

    /** Plans again what earlier rules or units have planned. */
    public interface Replanned {
        /** @return how many tasks there were */
        int replan(Instant now);
    }

    public Agenda agenda() {
        return agenda;
    }

    public Replanned replanner() {
        return replanner;
    }

    /** Tells the agenda in PostgreSQL what the ledger there has learned. */
    public Consumer<TasksChanged> news() {
        return changed -> Objects.requireNonNull(jdbc).on(changed);
    }

    /** Has the rows in memory compared with those in PostgreSQL. */
    public static void compare(Lockstep lockstep, MemoryAgenda.Rows rows) {
        lockstep.compare(
                "agenda",
                () -> rows.all().stream().map(MemoryAgenda.Entry::toString).toList(),
                postgres -> postgres.jdbc()
                        .sql("select * from agenda")
                        .query((row, number) -> new MemoryAgenda.Entry(
                                        row.getString("task_id"),
                                        row.getBoolean("open"),
                                        instant(row.getTimestamp("told_until")),
                                        instant(row.getTimestamp("next_wake_at")),
                                        row.getLong("planned_by"),
                                        new LampTimes(
                                                row.getBoolean("open"),
                                                row.getBoolean("held"),
                                                instant(row.getTimestamp("hold_until")),
                                                instant(row.getTimestamp("yellow_at")),
                                                instant(row.getTimestamp("deadline_at")),
                                                instant(row.getTimestamp("submitted_at"))))
                                .toString())
                        .list());
    }

    private static @Nullable Instant instant(java.sql.@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
