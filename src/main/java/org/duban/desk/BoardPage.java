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
 * @param comparison with what the numbers are compared
 * @param trend how it went day by day
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
        Comparison comparison,
        Trend trend,
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

    /**
     * @param url null where there is nothing to see
     * @param change since the day that is compared with; null where there is none
     */
    record Cell(
            String number,
            @Nullable String url,
            String tone,
            @Nullable String change) {}

    /**
     * @param unit the code of the unit whose board it is, to ask again; empty for all
     * @param choices the days that are asked for mostly, and none
     * @param day the day that is compared with, as browsers write it; empty for none
     * @param latest the last day that can be
     * @param remark what came of it; null where nothing is compared
     */
    record Comparison(
            String unit,
            List<LedgerPage.Choice> choices,
            String day,
            String latest,
            @Nullable String remark) {
        Comparison {
            choices = List.copyOf(choices);
        }
    }

    /**
     * @param picture the address of the chart; null as long as there are no two days
     * @param narrow the same for a phone
     * @param days the last of them in numbers, the latest first
     */
    record Trend(@Nullable String picture, @Nullable String narrow, List<Day> days) {
        Trend {
            days = List.copyOf(days);
        }
    }

    record Day(String day, String open, String overdue, String struckOff) {}
}
