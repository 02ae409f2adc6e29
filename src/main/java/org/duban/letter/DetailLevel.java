package org.duban.letter;

import org.duban.letter.LetterPage.Layout;

/**
 * How much of outside texts is shown.
 *
 * @param title most characters of a title
 * @param reason most characters of a reason
 * @param note most characters of anything else
 * @param calendar whether deadlines are given for the reader's calendar
 */
record DetailLevel(Layout layout, int title, int reason, int note, boolean calendar) {

    private static final int FEW = 10;

    private static final DetailLevel FULL = new DetailLevel(Layout.SINGLE, 300, 500, 120, true);
    private static final DetailLevel SHORT = new DetailLevel(Layout.FEW, 160, 200, 80, true);
    private static final DetailLevel LISTED = new DetailLevel(Layout.LIST, 100, 0, 50, true);
    private static final DetailLevel TERSE = new DetailLevel(Layout.LIST, 50, 0, 25, true);
    private static final DetailLevel LEAST = new DetailLevel(Layout.LIST, 40, 0, 20, false);

    /** What suits a notice of so many tasks. */
    static DetailLevel of(int tasks) {
        if (tasks == 1) {
            return FULL;
        }
        return tasks <= FEW ? SHORT : LISTED;
    }

    /** The next step down for a letter that has become too long; the last one is its own. */
    DetailLevel less() {
        if (this == FULL || this == SHORT) {
            return LISTED;
        }
        return this == LISTED ? TERSE : LEAST;
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
