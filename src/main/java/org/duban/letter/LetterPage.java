package org.duban.letter;

import java.util.List;
import org.duban.policy.NoticeLevel;
import org.jspecify.annotations.Nullable;

/**
 * All words of a letter in their order, harmless and cut to length; HTML and plain text are two ways to set it.
 *
 * @param preview what an inbox shows beside the subject
 * @param heading what kind of letter it is
 * @param asked the label of what is asked
 * @param asks what is asked, where it is not said with each task; else empty
 * @param told who else was told, where it is not said with each task
 * @param all where all tasks are answered on one page; null where it has one task, or nothing is asked
 * @param reply how to answer by a reply; null: not at all
 * @param evidence the label of evidence
 * @param layout how much room each task gets
 */
record LetterPage(
        String lang,
        String product,
        NoticeLevel level,
        String levelName,
        String subject,
        String preview,
        String heading,
        String greeting,
        String lead,
        String asked,
        List<String> asks,
        @Nullable Fact told,
        @Nullable Link all,
        @Nullable String reply,
        String evidence,
        Layout layout,
        List<Group> groups,
        List<String> footer) {

    enum Layout {
        /** One task, with all that is known about it. */
        SINGLE,
        /** A few tasks, each with what is asked about it. */
        FEW,
        /** A list of tasks; what is asked stands above it. */
        LIST
    }

    /** The tasks of one colour. */
    record Group(NoticeLevel level, String heading, List<Item> items) {}

    /**
     * What is said about one task.
     *
     * @param badge its state in a few words, such as how long it is overdue
     * @param ask what is asked of the reader; null where it stands above the list
     * @param first what the reader must see at once: by when, and who else was told
     * @param facts what else is known
     * @param evidence links to what a report of completion names as its proof
     */
    record Item(
            int number,
            String title,
            String badge,
            @Nullable String ask,
            List<Fact> first,
            List<Fact> facts,
            List<Link> evidence,
            List<Link> links) {}

    /**
     * @param text label and value as one phrase
     * @param struck whether it is so no more, and is shown struck out
     */
    record Fact(String label, String value, String text, boolean struck) {
        Fact struckOut() {
            return new Fact(label, value, text, true);
        }
    }

    /** @param text label and address as one phrase */
    record Link(String label, String url, String text, boolean button) {}

    boolean single() {
        return layout == Layout.SINGLE;
    }
}
