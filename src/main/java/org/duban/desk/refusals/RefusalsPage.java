package org.duban.desk.refusals;

import java.util.List;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * What could not be applied, as one of its readers sees it.
 *
 * @param summary how many wait for a person
 * @param said what was just done, or why not; null: nothing
 * @param tone of that: {@code good}, {@code wait} or {@code bad}
 * @param shown the state that is shown, as addresses name it
 * @param empty what to say where there is none; null where there is one
 * @param before where in the list the page begins; null: at its start
 * @param next where those before these are; null where there are none
 * @param first where the first page is; null on it
 * @param token what makes a form ours
 */
record RefusalsPage(
        Words words,
        String summary,
        @Nullable String said,
        String tone,
        String shown,
        @Nullable Long before,
        List<Tab> tabs,
        List<Card> cards,
        @Nullable String empty,
        @Nullable String next,
        @Nullable String first,
        String token,
        String version) {

    RefusalsPage {
        tabs = List.copyOf(tabs);
        cards = List.copyOf(cards);
    }

    record Tab(String name, String url, boolean chosen) {}

    /**
     * One record.
     *
     * @param reasons what is wrong and how to mend it, each thing
     * @param english whether that was kept as an English text
     * @param payload what came; empty: nothing
     * @param event what may be mended; null where it may not be, or is too long for a form
     * @param mending whether it could not be mended like this
     * @param dismissal the reason that could not be one; null: none was written
     * @param replays whether its reader may have it tried again
     * @param settles whether its reader may mend or dismiss it
     */
    record Card(
            long id,
            String heading,
            String state,
            String tone,
            String time,
            String when,
            List<String> reasons,
            boolean english,
            List<Fact> facts,
            String payload,
            @Nullable String event,
            boolean mending,
            @Nullable String dismissal,
            boolean replays,
            boolean settles) {

        Card {
            reasons = List.copyOf(reasons);
            facts = List.copyOf(facts);
        }
    }

    /** @param url where it leads; null: nowhere */
    record Fact(String name, String value, @Nullable String url) {}
}
