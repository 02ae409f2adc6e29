package org.duban.desk.tasks;

import java.util.List;
import org.duban.answers.AnswerPage.Form;
import org.duban.desk.tasks.TaskPage.Fact;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a task says of acts on it.
 *
 * @param turn whose turn it is; null once nobody's
 * @param not why the reader may do nothing, or not what is next; null where there is nothing to say
 * @param first what comes first
 * @param more what else he may do
 * @param waiting what is his and has to wait, and why
 * @param action where the forms go
 * @param seen as of which state of the task they are shown
 * @param amend where he may amend it; null: he may not
 * @param chaser the notice that he can send once more; null: none
 */
record ActsView(
        @Nullable String turn,
        @Nullable String not,
        List<Card> first,
        List<Card> more,
        List<Fact> waiting,
        String action,
        String seen,
        @Nullable String amend,
        @Nullable Chaser chaser) {

    ActsView {
        first = List.copyOf(first);
        more = List.copyOf(more);
        waiting = List.copyOf(waiting);
    }

    /**
     * One act.
     *
     * @param name of the act
     * @param copy names this copy of its form
     * @param as the units as which he may, the chosen one marked; a single one is no choice
     */
    record Card(String name, String label, String copy, Form form, List<As> as) {
        Card {
            as = List.copyOf(as);
        }
    }

    record As(String code, String name, boolean chosen) {}
}
