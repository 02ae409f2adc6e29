package org.duban.letter;

import java.util.List;
import org.duban.letter.LetterPage.Layout;

/**
 * How much of outside texts is shown.
 *
 * @param title most characters of a title
 * @param reason most characters of a reason
 * @param note most characters of anything else
 * @param links whether each task has links of its own; where it has none, the whole letter has one for all of them
 * @param calendar whether deadlines are given for the reader's calendar
 */
record DetailLevel(Layout layout, int title, int reason, int note, boolean links, boolean calendar) {

    private static final int FEW = 10;

    private static final DetailLevel FULL = new DetailLevel(Layout.SINGLE, 300, 500, 120, true, true);
    private static final DetailLevel SHORT = new DetailLevel(Layout.FEW, 160, 200, 80, true, true);
    private static final DetailLevel LISTED = new DetailLevel(Layout.LIST, 100, 0, 50, true, true);
    private static final DetailLevel UNLINKED = new DetailLevel(Layout.LIST, 100, 0, 50, false, true);
    private static final DetailLevel BRIEF = new DetailLevel(Layout.LIST, 60, 0, 25, false, true);
    private static final DetailLevel TERSE = new DetailLevel(Layout.LIST, 40, 0, 16, false, true);
    private static final DetailLevel UNDATED = new DetailLevel(Layout.LIST, 60, 0, 25, false, false);
    private static final DetailLevel LEAST = new DetailLevel(Layout.LIST, 40, 0, 16, false, false);

    /** How a task stands is said at each of them. */
    private static final List<DetailLevel> FROM_MOST_TO_LEAST =
            List.of(FULL, SHORT, LISTED, UNLINKED, BRIEF, TERSE, UNDATED, LEAST);

    /** What suits a notice of so many tasks. */
    static DetailLevel of(int tasks) {
        if (tasks == 1) {
            return FULL;
        }
        return tasks <= FEW ? SHORT : LISTED;
    }

    /** The next step down for a letter that has become too long; the last one is its own. */
    DetailLevel less() {
        return FROM_MOST_TO_LEAST.get(Math.min(FROM_MOST_TO_LEAST.indexOf(this) + 1, FROM_MOST_TO_LEAST.size() - 1));
    }

    boolean least() {
        return this == LEAST;
    }

    boolean list() {
        return layout == Layout.LIST;
    }

    /** Whether a longer letter has turned out too long. */
    boolean terse() {
        return this == TERSE || this == LEAST;
    }

    /** Whether everything known is told, or only what is needed to act. */
    boolean everything() {
        return layout == Layout.SINGLE;
    }
}
