package org.duban.desk;

import java.util.List;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * The inbox as one of its readers sees it.
 *
 * @param words what is the same on every such page
 * @param summary how much waits
 * @param done what was just done; null: nothing
 * @param empty what to say where there is no mail; null where there is one
 * @param older where the mails before these are; null where there are none
 * @param newest where the first page is; null on it
 * @param formToken what makes a form ours
 * @param version which Duban it is, for its foot
 */
record InboxPage(
        Words words,
        String summary,
        @Nullable Done done,
        Filter filter,
        List<Card> cards,
        @Nullable String empty,
        @Nullable String older,
        @Nullable String newest,
        String formToken,
        String version) {

    InboxPage {
        cards = List.copyOf(cards);
    }

    /** The form that chooses. */
    record Filter(String path, List<Option> shows, List<Option> offices) {}

    record Option(String value, String words, boolean chosen) {}

    /**
     * One mail.
     *
     * @param tone {@code wait} where somebody is to read it, {@code bad} for what did not arrive, else {@code calm}
     * @param time for programs
     * @param words what was written; empty: nothing
     * @param start its beginning where it is long, else all of it
     * @param advice what can be done; null: nothing need be
     * @param contacts where the unit is written to
     * @param dealt who has dealt with it and when; null: nobody
     * @param waiting whether it can be marked as dealt with
     */
    record Card(
            long id,
            String state,
            String tone,
            String time,
            String when,
            String subject,
            String words,
            String start,
            List<Fact> facts,
            @Nullable String advice,
            List<String> contacts,
            @Nullable String dealt,
            boolean waiting) {

        boolean cut() {
            return !start.equals(words);
        }
    }

    /** @param values one a line */
    record Fact(String name, List<String> values) {}

    /** @param undo the mail that can be taken up again; null: none */
    record Done(String text, @Nullable Long undo) {}
}
