package org.duban.answers;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.duban.answers.AnswerPage.Banner;
import org.duban.answers.links.AnswerGrant;
import org.duban.directory.UnitTree;
import org.duban.task.ActRights;
import org.duban.task.Task;
import org.jspecify.annotations.Nullable;

/** Says why an answer cannot be given, or not any more, and who may give it instead. */
record RefusalWords(TaskWords says, UnitTree units) {

    private static final int MOST_NAMED = 3;

    /**
     * @param task null if the ledger does not know it
     * @param recorded when the ledger learned of the answer, if it did
     */
    Banner banner(AnswerGrant right, @Nullable Task task, AnswerRefusal hindrance, Optional<Instant> recorded) {
        var done = hindrance == AnswerRefusal.ANSWERED
                || hindrance == AnswerRefusal.SIGNED
                || hindrance == AnswerRefusal.CLOSED;
        var value = hindrance == AnswerRefusal.NOT_YOURS
                ? whoMay(right, task)
                : recorded.map(says::time).orElse("");
        return new Banner(
                done ? "good" : "bad",
                says.reasons.say(hindrance.code()),
                says.words.say("hindrance." + hindrance + ".text", value));
    }

    private String whoMay(AnswerGrant right, @Nullable Task task) {
        var who = task == null
                ? List.<String>of()
                : new ActRights(units).who(right.answer().rule(), task);
        return who.stream().limit(MOST_NAMED).map(says::name).collect(Collectors.joining(says.words.say("list.comma")));
    }
}
