package org.duban.ledger;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.duban.task.Task;

/** In which order tasks come; none comes twice, so that each page of them begins after the last task of the page before. */
public enum TaskOrder {
    /** That of their ids. */
    ID("id", "id > ?") {
        @Override
        public String cursor(Task task) {
            return task.id();
        }

        @Override
        List<Object> after(String cursor) {
            return List.of(cursor);
        }
    },
    /** The nearest deadlines first, those of a day by their ids. */
    DEADLINE("deadline_date, id", "(deadline_date, id) > (?, ?)") {
        @Override
        public String cursor(Task task) {
            return task.deadline().date() + " " + task.id();
        }

        @Override
        List<Object> after(String cursor) {
            try {
                var end = cursor.indexOf(' ');
                var day = LocalDate.parse(cursor.substring(0, Math.max(0, end)));
                if (day.getYear() < 1 || day.getYear() > 9999) {
                    throw new IllegalArgumentException("no cursor of this order: " + cursor);
                }
                return List.of(day, cursor.substring(end + 1));
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("no cursor of this order: " + cursor, e);
            }
        }
    };

    final String columns;
    final String later;

    TaskOrder(String columns, String later) {
        this.columns = columns;
        this.later = later;
    }

    /** Stands for a task where a page ends. */
    public abstract String cursor(Task task);

    /** @throws IllegalArgumentException unless {@link #cursor} has made it */
    abstract List<Object> after(String cursor);
}
