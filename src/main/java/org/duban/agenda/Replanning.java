package org.duban.agenda;

/** How far the agenda has followed the last change of rules or units. */
public interface Replanning {

    /** Counts now; while a million tasks are planned again this takes some tenths of a second. */
    Progress progress();

    /**
     * @param left open tasks whose next wake-up is still that of earlier rules or units
     * @param total all open tasks
     */
    record Progress(long left, long total) {
        public long done() {
            return total - left;
        }
    }
}
