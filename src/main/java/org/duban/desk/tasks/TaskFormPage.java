package org.duban.desk.tasks;

import java.util.List;
import org.duban.desk.tasks.ActsView.As;
import org.duban.desk.tasks.TaskPage.Fact;
import org.duban.desk.tasks.TaskPage.Foretold;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * The page on which a task is written, or amended.
 *
 * @param words what is the same on every such page
 * @param kind {@code assign} or {@code amend}, which begins the keys of its words
 * @param about what it is about; null for a new task
 * @param banner what it says first; null: nothing
 * @param as the units as which it can be done; a single one is no choice
 * @param proposed how units can be typed
 * @param plan who will be told what; null where that is not shown
 * @param changes what will be changed; empty where that is not shown
 * @param action where the form goes
 * @param copy names this copy of the form
 * @param seen as of which state of the task it is shown; empty for a new one
 * @param formToken what makes a form ours
 */
record TaskFormPage(
        Words words,
        String kind,
        @Nullable String about,
        @Nullable Banner banner,
        List<Field> fields,
        List<As> as,
        List<String> proposed,
        @Nullable Plan plan,
        List<Fact> changes,
        String action,
        String copy,
        String seen,
        String formToken,
        String version) {

    TaskFormPage {
        fields = List.copyOf(fields);
        as = List.copyOf(as);
        proposed = List.copyOf(proposed);
        changes = List.copyOf(changes);
    }

    /** Whether who will be told what is shown, and follows what is typed. */
    boolean live() {
        return kind.equals("assign");
    }

    /**
     * @param kind {@code line}, {@code text}, {@code unit} or {@code choice}
     * @param said what was understood, one a line
     * @param mistake what is wrong with it; null: nothing is
     */
    record Field(
            String name,
            String label,
            String kind,
            String value,
            boolean required,
            @Nullable String hint,
            List<String> said,
            List<Option> options,
            @Nullable String mistake) {
        Field {
            said = List.copyOf(said);
            options = List.copyOf(options);
        }

        boolean wrong() {
            return mistake != null;
        }
    }

    record Option(String value, String words, boolean chosen) {}

    /**
     * Who will be told what, if nothing happens.
     *
     * @param steps by instant
     * @param skipped what lies in the past
     */
    record Plan(List<Foretold> steps, List<String> skipped) {
        Plan {
            steps = List.copyOf(steps);
            skipped = List.copyOf(skipped);
        }
    }
}
