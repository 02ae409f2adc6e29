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
 * @param back to the page from which the reader comes, or on which it can do more; null where there is none
 * @param footer whose right it is
 */
public record AnswerPage(
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
    public record Banner(String tone, String title, String text) {}

    /** @param links what the value is, where it is links */
    public record Fact(String name, String value, List<Link> links) {
        Fact(String name, String value) {
            this(name, value, List.of());
        }
    }

    public record Link(String label, String url) {}

    /**
     * @param copy names this copy of the form, so that pressing twice counts once
     * @param none stands where nothing has been chosen yet
     * @param effect what the button does
     */
    public record Form(String copy, List<Field> fields, String none, String effect, String button, boolean grave) {}

    /**
     * @param kind {@code text}, {@code line}, {@code number}, {@code date} or {@code choice}
     * @param min the least that makes sense, empty: none
     * @param choices what can be chosen, by where it belongs; empty where it is written
     * @param mistake what is wrong with the value; null: nothing is
     */
    public record Field(
            String name,
            String label,
            String kind,
            String value,
            boolean required,
            @Nullable String hint,
            @Nullable String min,
            List<Choices> choices,
            @Nullable String mistake) {

        public boolean wrong() {
            return mistake != null;
        }

        /** Ids of what describes it, for readers that do not see it. */
        public String describedBy() {
            return wrong() ? name + "-mistake" : name + "-hint";
        }
    }

    /** What can be chosen of one place. */
    public record Choices(String label, List<Choice> all) {}

    public record Choice(String value, String label) {}
}
