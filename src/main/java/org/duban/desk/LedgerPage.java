package org.duban.desk;

import java.util.List;
import org.duban.ledger.TaskOrder;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * The ledger as one of its readers sees it.
 *
 * @param words what is the same on every such page
 * @param summary how many there are
 * @param tabs whose tasks may be chosen; none where all are the same to him
 * @param views the views and columns that he keeps
 * @param filter what is asked for
 * @param columns what is shown of each task beside its lamp and title
 * @param empty what to say where there is no task; null where there is one
 * @param next where those after these are; null where there are none
 * @param first where the first page is; null on it
 * @param mayAssign whether its reader may assign tasks
 * @param bulk how to act on many of them; null: he decides nothing
 */
record LedgerPage(
        Words words,
        String summary,
        List<Tab> tabs,
        Views views,
        Form filter,
        List<String> columns,
        List<Row> rows,
        @Nullable String empty,
        @Nullable String next,
        @Nullable String first,
        boolean mayAssign,
        @Nullable Bulk bulk,
        String version) {

    LedgerPage {
        tabs = List.copyOf(tabs);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * The form that chooses.
     *
     * @param mine what is kept of the tab; empty for none
     * @param columns what is kept of the columns that the address names; empty for none
     * @param mistake what is wrong with the unit; null: nothing
     * @param meant the units that it may mean
     * @param names what units are called, to choose from while typing
     * @param clear where nothing is asked for; null where nothing is
     */
    record Form(
            String path,
            String q,
            String mine,
            String columns,
            String unit,
            boolean leading,
            @Nullable String mistake,
            List<Choice> meant,
            List<String> names,
            String list,
            List<InboxPage.Option> statuses,
            List<InboxPage.Option> lamps,
            String deadlineFrom,
            String deadlineBefore,
            List<InboxPage.Option> orders,
            @Nullable String clear) {

        /** Whether something is asked for by one of the fields that are folded away. */
        boolean asksForMore() {
            return leading
                    || !(list + deadlineFrom + deadlineBefore).isEmpty()
                    || orders.stream()
                            .anyMatch(order -> order.chosen() && !order.value().equals(TaskOrder.DEADLINE.name()));
        }
    }

    /**
     * The form that chooses tasks of the page, or all that are found, and what is to be done to them.
     *
     * @param of the address that says what is found, without the path
     * @param all what all that are found are called
     */
    record Bulk(String action, String token, String of, String all, List<InboxPage.Option> acts) {}

    record Tab(String name, String url, boolean chosen) {}

    record Choice(String name, String url) {}

    /**
     * One task.
     *
     * @param id for programs
     * @param called its number and its id
     * @param lamp its lamp, for the style
     * @param cells one for each column
     * @param place where it stands: list, clause, points
     */
    record Row(
            String id,
            String called,
            String url,
            String title,
            String lamp,
            String lampWords,
            List<Cell> cells,
            String place) {

        Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * @param label what it says, for narrow pages where there is no head; empty where it says so itself
     * @param under what stands below; null: nothing
     * @param style {@code hint}, or {@code left} with {@code bad}, {@code soon} or {@code calm}
     * @param whole whether it stays on one line
     */
    record Cell(String label, String text, @Nullable String under, String style, boolean whole) {}

    /**
     * @param of the address of the page, without the path
     * @param done what was just done; null: nothing
     * @param mistake why it was not; null: nothing is wrong
     * @param typed the name that was written
     * @param kept the views, by their names
     * @param columns all that there are
     */
    record Views(
            String token,
            String of,
            @Nullable String done,
            @Nullable String mistake,
            String typed,
            List<View> kept,
            List<InboxPage.Option> columns) {

        Views {
            kept = List.copyOf(kept);
            columns = List.copyOf(columns);
        }
    }

    /** @param chosen whether the page shows it */
    record View(String name, String url, boolean chosen) {}
}
