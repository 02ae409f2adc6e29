package org.duban.desk.notices;

import java.util.List;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * What was told, as one of its readers sees it.
 *
 * @param summary how many there are, and of when
 * @param days other days
 * @param empty what to say where there is none; null where there is one
 * @param next where those after these are; null where there are none
 * @param first where the first page is; null on it
 */
record NoticesPage(
        Words words,
        String summary,
        List<Link> days,
        Form filter,
        List<Row> rows,
        @Nullable String empty,
        @Nullable String next,
        @Nullable String first,
        String version) {

    NoticesPage {
        days = List.copyOf(days);
        rows = List.copyOf(rows);
    }

    record Link(String name, String url) {}

    record Option(String value, String words, boolean chosen) {}

    /**
     * @param day as browsers write it; empty for any
     * @param unitMistake what is wrong with the unit; null: nothing
     * @param meant the units that it may mean
     * @param taskMistake what is wrong with the task; null: nothing
     */
    record Form(
            String day,
            List<Option> states,
            String unit,
            @Nullable String unitMistake,
            List<Link> meant,
            String task,
            @Nullable String taskMistake) {}

    /**
     * @param name its number; what it is called where it has none
     * @param url its page; null where its reader is out of reach
     * @param tone of its state: {@code good}, {@code wait}, {@code bad} or {@code calm}
     * @param answer what the mail server said; null: nothing
     */
    record Row(
            String name,
            @Nullable String url,
            String kind,
            String level,
            String time,
            String when,
            String reader,
            String address,
            List<Link> tasks,
            @Nullable String more,
            String state,
            String tone,
            @Nullable String answer) {

        Row {
            tasks = List.copyOf(tasks);
        }
    }
}
