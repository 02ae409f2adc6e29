package org.duban.desk.notices;

import java.util.List;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * One notice.
 *
 * @param said what was just done, or why not; null: nothing
 * @param mistake whether it was not
 * @param advice what can be done about it; null: nothing need be
 * @param resend where it is sent once more; null where its reader may not, or it is on its way
 * @param token what makes a form ours
 */
record NoticePage(
        Words words,
        String heading,
        String state,
        String tone,
        List<Fact> facts,
        List<NoticesPage.Link> tasks,
        @Nullable String said,
        boolean mistake,
        @Nullable String advice,
        @Nullable String resend,
        String token,
        String version) {

    NoticePage {
        facts = List.copyOf(facts);
        tasks = List.copyOf(tasks);
    }

    /** @param url where it leads; null: nowhere */
    record Fact(String name, String value, @Nullable String url) {}
}
