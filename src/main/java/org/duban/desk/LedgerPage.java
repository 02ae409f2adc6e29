package org.duban.desk;

import java.util.List;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * The ledger as one of its readers sees it.
 *
 * @param words what is the same on every such page
 * @param summary how many there are
 * @param tabs whose tasks may be chosen; none where all are the same to him
 * @param filter what is asked for
 * @param empty what to say where there is no task; null where there is one
 * @param next where those after these are; null where there are none
 * @param first where the first page is; null on it
 * @param mayAssign whether its reader may assign tasks
 */
record LedgerPage(
        Words words,
        String summary,
        List<Tab> tabs,
        Form filter,
        List<Row> rows,
        @Nullable String empty,
        @Nullable String next,
        @Nullable String first,
        boolean mayAssign,
        String version) {

    LedgerPage {
        tabs = List.copyOf(tabs);
        rows = List.copyOf(rows);
    }

    /**
     * The form that chooses.
     *
     * @param mine what is kept of the tab; empty for none
     * @param mistake what is wrong with the unit; null: nothing
     * @param meant the units that it may mean
     * @param names what units are called, to choose from while typing
     * @param clear where nothing is asked for; null where nothing is
     */
    record Form(
            String path,
            String q,
            String mine,
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
            @Nullable String clear) {}

    record Tab(String name, String url, boolean chosen) {}

    record Choice(String name, String url) {}

    /**
     * One task.
     *
     * @param called its number and its id
     * @param lamp its lamp, for the style
     * @param others how many units assist; null: none
     * @param left how many working days are left; null where nobody counts them
     * @param tone {@code bad} where they are over, {@code soon} where there are few
     * @param place where it stands: list, clause, points
     */
    record Row(
            String called,
            String url,
            String title,
            String lamp,
            String lampWords,
            String lead,
            @Nullable String others,
            String deadline,
            @Nullable String left,
            String tone,
            String status,
            String place) {}
}
