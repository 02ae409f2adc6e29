package org.duban.mail;

import java.util.List;
import org.duban.policy.NoticeLevel;
import org.jspecify.annotations.Nullable;

/** All words of a letter in their order, harmless and cut to length; HTML and plain text are two ways to set it. */
record LetterPage(
        String lang,
        String product,
        NoticeLevel level,
        String levelName,
        String subject,
        String heading,
        String greeting,
        String lead,
        List<Group> groups,
        String date,
        List<String> footer) {

    /** The tasks of one colour. */
    record Group(NoticeLevel level, String heading, List<Item> items) {}

    /**
     * What is said about one task.
     *
     * @param badge its state in a few words, such as how long it is overdue
     * @param ask what is asked of the reader
     * @param forUnit that another unit's mail is told here, if so
     */
    record Item(
            int number,
            String title,
            String badge,
            String ask,
            @Nullable String forUnit,
            List<Fact> facts,
            List<Link> links) {}

    record Fact(String label, String value) {}

    record Link(String label, String url) {}

    boolean single() {
        return groups.size() == 1 && groups.get(0).items().size() == 1;
    }
}
