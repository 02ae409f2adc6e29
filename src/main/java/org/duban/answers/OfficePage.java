package org.duban.answers;

import java.util.List;
import org.duban.answers.AnswerPage.Banner;
import org.duban.answers.AnswerPage.Fact;
import org.duban.answers.AnswerPage.Form;
import org.duban.answers.AnswerPage.Link;
import org.jspecify.annotations.Nullable;

/**
 * The page on which an office in charge acts on one task.
 *
 * @param lang its language, such as {@code zh-CN}
 * @param asked who may act, and that opening the page does nothing
 * @param banner why nothing can be done, or only that; null if the task is open
 * @param acts all that can be done now; of a closed task, to undo the closure
 * @param writing how to write to the lead unit; null where nothing is open
 * @param back to the page of the letter from which the reader comes; null if from a mail
 */
record OfficePage(
        String lang,
        String product,
        String heading,
        @Nullable String asked,
        @Nullable Banner banner,
        List<Fact> facts,
        List<Act> acts,
        @Nullable Writing writing,
        @Nullable Link back,
        String footer) {

    /**
     * @param name tells its fields from those of the others
     * @param brief what it means, in a sentence
     * @param action where its form goes
     */
    record Act(String name, String label, String brief, String action, Form form) {}

    /**
     * @param text to whom it goes
     * @param mail opens a mail to the unit; null where mail does not reach it
     */
    record Writing(
            String label,
            String brief,
            String text,
            @Nullable Link mail) {}
}
