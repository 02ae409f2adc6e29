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
 * @param forwarded the mail that it forwards; null where it tells of tasks alone
 * @param all where all tasks are answered on one page; null where it has one task, or nothing is asked
 * @param reply how to answer by a reply; null: not at all
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
        @Nullable Forwarded forwarded,
        @Nullable Link all,
        @Nullable String reply,
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

    /**
     * A mail that somebody else wrote.
     *
     * @param facts who wrote it, when, and why it is forwarded
     * @param label the label of what was written
     * @param words what was written, line by line
     * @param asked the label of what can be done
     */
    record Forwarded(List<Fact> facts, String label, List<String> words, String asked, List<Step> steps) {

        /** @param link where it is done; null: not by a link */
        record Step(String text, @Nullable Link link) {}
    }

    /** The tasks of one colour. */
    record Group(NoticeLevel level, String heading, List<Item> items) {}

    /**
     * What is said about one task.
     *
     * @param badge its state in a few words, such as how long it is overdue
     * @param quotes what leaders have written on it, where that is what is told
     * @param ask what is asked of the reader; null where it stands above the list
     * @param first what the reader must see at once: by when, why, and what a report of completion says
     * @param evidence what that report names as its proof; null where it names nothing
     * @param next what comes right after that: who else was told
     * @param facts what else is known
     */
    record Item(
            int number,
            String title,
            String badge,
            List<Quote> quotes,
            @Nullable String ask,
            List<Fact> first,
            @Nullable Evidence evidence,
            List<Fact> next,
            List<Fact> facts,
            List<Link> links) {}

    /**
     * @param text label and value as one phrase
     * @param struck whether it is so no more, and is shown struck out
     * @param all where the whole value can be read, if it is shortened; null: nowhere, or this is the whole
     */
    record Fact(
            String label,
            String value,
            String text,
            boolean struck,
            @Nullable Link all) {
        Fact(String label, String value, String text) {
            this(label, value, text, false, null);
        }

        Fact struckOut() {
            return new Fact(label, value, text, true, all);
        }

        Fact readAt(@Nullable Link whole) {
            return new Fact(label, value, text, struck, whole);
        }
    }

    /**
     * Words of somebody else, as they were written.
     *
     * @param label whose they are
     * @param words line by line
     */
    record Quote(String label, List<String> words) {}

    /** What proves something, in one place. */
    record Evidence(String label, List<Proof> proofs) {}

    /**
     * @param text words, or an address, shortened
     * @param url the whole address; null where it is words alone
     */
    record Proof(String text, @Nullable String url) {}

    /** @param text label and address as one phrase */
    record Link(String label, String url, String text, Look look) {}

    /** How a link looks, by its class in HTML. */
    enum Look {
        /** As a button: it is asked for. */
        ASKED("go"),
        /** As a lighter button: it can be done if need be. */
        OFFERED("ob"),
        PLAIN("or");

        private final String style;

        Look(String style) {
            this.style = style;
        }

        String style() {
            return style;
        }
    }

    /** Whether it shows words of somebody else. */
    boolean quotes() {
        return forwarded != null
                || groups.stream()
                        .flatMap(group -> group.items().stream())
                        .anyMatch(item -> !item.quotes().isEmpty());
    }

    boolean single() {
        return layout == Layout.SINGLE;
    }
}
