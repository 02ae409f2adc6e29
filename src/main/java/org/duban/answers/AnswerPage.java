package org.duban.answers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page behind a link.
 *
 * @param lang its language, such as {@code zh-CN}
 * @param product what sends it
 * @param heading what it is about
 * @param asked who is asked, and what will happen; null where nothing can be done
 * @param banner what became of it or what stands in the way; null: nothing yet
 * @param facts the task
 * @param form what is to be filled in; null where nothing can be done
 * @param refresh seconds after which the page looks again; 0: it does not
 * @param back to the page of the letter from which the reader comes; null if from a mail
 * @param footer whose right it is
 */
record AnswerPage(
        String lang,
        String product,
        String heading,
        @Nullable String asked,
        @Nullable Banner banner,
        List<Fact> facts,
        @Nullable Form form,
        int refresh,
        @Nullable Link back,
        @Nullable String footer) {

    /** @param tone {@code good}, {@code wait} or {@code bad} */
    record Banner(String tone, String title, String text) {}

    /** @param links what the value is, where it is links */
    record Fact(String name, String value, List<Link> links) {
        Fact(String name, String value) {
            this(name, value, List.of());
        }
    }

    record Link(String label, String url) {}

    /**
     * @param copy names this copy of the form, so that pressing twice counts once
     * @param effect what the button does
     */
    record Form(String copy, List<Field> fields, String effect, String button, boolean grave) {}

    /**
     * @param kind {@code text}, {@code number} or {@code date}
     * @param min the least that makes sense, empty: none
     * @param mistake what is wrong with the value; null: nothing is
     */
    record Field(
            String name,
            String label,
            String kind,
            String value,
            boolean required,
            @Nullable String hint,
            @Nullable String min,
            @Nullable String mistake) {

        boolean wrong() {
            return mistake != null;
        }

        /** Ids of what describes it, for readers that do not see it. */
        String describedBy() {
            return wrong() ? name + "-mistake" : name + "-hint";
        }
    }
}
