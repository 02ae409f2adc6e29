package org.duban.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.duban.directory.Scope;
import org.duban.task.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks to read; null or empty means any. Each component is one condition that callers may leave out, which
 * is why there are many.
 *
 * @param list the list they stand on
 * @param unit a lead or assisting unit
 * @param statuses any of these
 * @param deadlineFrom their deadline's date is this one or lies after it
 * @param deadlineBefore their deadline's date lies before this one
 * @param text stands in the id, title or clause, without regard to case and width
 * @param ids only these
 * @param order in which they come
 * @param after only those that come after this {@link TaskOrder#cursor}
 * @param limit at most so many
 * @param units lead or assisting units: any of these
 * @param leads lead units: any of these
 * @param openOrClosedSince open, or the ledger learned of their closure at this instant or later
 * @param among only those that another room means
 * @param scope only those that somebody may see
 */
public record TaskQuery(
        @Nullable String list,
        @Nullable String unit,
        Set<TaskStatus> statuses,
        @Nullable LocalDate deadlineFrom,
        @Nullable LocalDate deadlineBefore,
        @Nullable String text,
        @Nullable Set<String> ids,
        TaskOrder order,
        @Nullable String after,
        int limit,
        @Nullable Set<String> units,
        @Nullable Set<String> leads,
        @Nullable Instant openOrClosedSince,
        @Nullable TaskFilter among,
        Scope scope) {

    public TaskQuery(
            @Nullable String list,
            @Nullable String unit,
            Set<TaskStatus> statuses,
            @Nullable LocalDate deadlineBefore,
            @Nullable String text,
            @Nullable Set<String> ids,
            @Nullable String after,
            int limit) {
        this(
                list,
                unit,
                statuses,
                null,
                deadlineBefore,
                text,
                ids,
                TaskOrder.ID,
                after,
                limit,
                null,
                null,
                null,
                null,
                Scope.EVERYTHING);
    }

    /** What units answer for now, or have done with since an instant; and what they have lost, as long as that is kept. */
    public static TaskQuery openOrClosedSince(Instant since, Set<String> units, @Nullable String after, int limit) {
        return new TaskQuery(
                null,
                null,
                Set.of(),
                null,
                null,
                null,
                null,
                TaskOrder.ID,
                after,
                limit,
                units,
                null,
                since,
                null,
                Scope.EVERYTHING);
    }

    /** Those of these ids, however many. */
    public static TaskQuery ofIds(Set<String> ids) {
        return new TaskQuery(null, null, Set.of(), null, null, ids, null, ids.size());
    }

    /** The same of those that a scope reaches. */
    public TaskQuery within(Scope some) {
        return new TaskQuery(
                list,
                unit,
                statuses,
                deadlineFrom,
                deadlineBefore,
                text,
                ids,
                order,
                after,
                limit,
                units,
                leads,
                openOrClosedSince,
                among,
                some);
    }

    /** The same of these statuses. */
    public TaskQuery of(Set<TaskStatus> some) {
        return new TaskQuery(
                list,
                unit,
                some,
                deadlineFrom,
                deadlineBefore,
                text,
                ids,
                order,
                after,
                limit,
                units,
                leads,
                openOrClosedSince,
                among,
                scope);
    }

    /** The same of those that another room means. */
    public TaskQuery among(TaskFilter some) {
        return new TaskQuery(
                list,
                unit,
                statuses,
                deadlineFrom,
                deadlineBefore,
                text,
                ids,
                order,
                after,
                limit,
                units,
                leads,
                openOrClosedSince,
                some,
                scope);
    }

    /** The same, at most so many. */
    public TaskQuery first(int most) {
        return new TaskQuery(
                list,
                unit,
                statuses,
                deadlineFrom,
                deadlineBefore,
                text,
                ids,
                order,
                after,
                most,
                units,
                leads,
                openOrClosedSince,
                among,
                scope);
    }

    /** The same with a deadline on one of these days, the last not among them. */
    public TaskQuery due(@Nullable LocalDate from, @Nullable LocalDate before) {
        return new TaskQuery(
                list,
                unit,
                statuses,
                from,
                before,
                text,
                ids,
                order,
                after,
                limit,
                units,
                leads,
                openOrClosedSince,
                among,
                scope);
    }

    /** The same in another order, after a cursor of that. */
    public TaskQuery in(TaskOrder some, @Nullable String cursor) {
        return new TaskQuery(
                list,
                unit,
                statuses,
                deadlineFrom,
                deadlineBefore,
                text,
                ids,
                some,
                cursor,
                limit,
                units,
                leads,
                openOrClosedSince,
                among,
                scope);
    }

    /** The same that any of these units leads or assists with; null: whoever does. */
    public TaskQuery concerning(@Nullable Set<String> some) {
        return new TaskQuery(
                list,
                unit,
                statuses,
                deadlineFrom,
                deadlineBefore,
                text,
                ids,
                order,
                after,
                limit,
                some,
                leads,
                openOrClosedSince,
                among,
                scope);
    }

    /** The same that any of these units leads; null: whoever does. */
    public TaskQuery ledBy(@Nullable Set<String> some) {
        return new TaskQuery(
                list,
                unit,
                statuses,
                deadlineFrom,
                deadlineBefore,
                text,
                ids,
                order,
                after,
                limit,
                units,
                some,
                openOrClosedSince,
                among,
                scope);
    }
}
