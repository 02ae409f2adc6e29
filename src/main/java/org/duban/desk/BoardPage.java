package org.duban.desk;

import java.util.List;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * The board as one of its readers sees it: each figure leads to the tasks that it counts.
 *
 * @param words what is the same on every such page
 * @param heading whose board it is
 * @param above the boards above it, the highest first
 * @param figures what is to be seen at once
 * @param columns what is counted for each unit
 * @param rows the units, those with the most overdue tasks first
 * @param total of all of them
 * @param empty what to say where there is no unit; null where there is one
 */
record BoardPage(
        Words words,
        String heading,
        List<LedgerPage.Choice> above,
        List<Figure> figures,
        List<String> columns,
        List<Row> rows,
        Row total,
        @Nullable String empty,
        String version) {

    BoardPage {
        above = List.copyOf(above);
        figures = List.copyOf(figures);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * A number and what it counts.
     *
     * @param tone {@code bad} where it should be none, else {@code calm}
     */
    record Figure(String label, String number, String url, String tone) {}

    /** @param url its own board, or where it has none its tasks; null for a total */
    record Row(String name, @Nullable String url, List<Cell> cells) {
        Row {
            cells = List.copyOf(cells);
        }
    }

    /** @param url null where there is nothing to see */
    record Cell(String number, @Nullable String url, String tone) {}
}
