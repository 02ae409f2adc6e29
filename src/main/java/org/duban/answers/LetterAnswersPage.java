package org.duban.answers;

import java.util.List;
import org.duban.answers.AnswerPage.Banner;
import org.duban.answers.AnswerPage.Fact;
import org.jspecify.annotations.Nullable;

/**
 * The page on which all tasks of a letter are answered.
 *
 * @param lang its language, such as {@code zh-CN}
 * @param asked who is asked about how many tasks
 * @param banner what became of what was done here; null: nothing yet
 * @param signing how to sign for all at once; null where that is not asked
 * @param refresh seconds after which the page looks again; 0: it does not
 */
record LetterAnswersPage(
        String lang,
        String product,
        String heading,
        String asked,
        @Nullable Banner banner,
        @Nullable Signing signing,
        List<Row> rows,
        int refresh,
        String footer) {

    /**
     * @param copy shows that the form was seen
     * @param effect what the button does
     */
    record Signing(String copy, String effect, String button) {}

    /**
     * One task.
     *
     * @param done why nothing is to be answered; null if something is
     * @param acts where it is answered, what is asked first; of a closed task, where that can be undone
     */
    record Row(
            int number,
            String title,
            List<Fact> facts,
            @Nullable String done,
            List<Act> acts) {}

    /** @param name said by those who cannot see of which task it is */
    record Act(String label, String name, String url, boolean first) {}
}
