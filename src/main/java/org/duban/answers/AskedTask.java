package org.duban.answers;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.duban.answers.links.Answer;
import org.duban.answers.links.AnswerGrant;
import org.duban.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * A task that a letter told, as it stands now.
 *
 * @param task null if the ledger does not know it
 * @param choices what the letter asked about it, the most fitting first
 * @param charge what an office in charge may do besides
 */
record AskedTask(LetterGrants.OfTask told, @Nullable Task task, List<Choice> choices, List<Choice> charge) {

    /** @param hindrance what stands in its way by now */
    record Choice(AnswerGrant grant, Optional<AnswerRefusal> hindrance) {}

    /** What was asked and can be answered. */
    List<AnswerGrant> open() {
        return open(choices);
    }

    /** What an office in charge can do now. */
    List<AnswerGrant> acts() {
        return open(charge);
    }

    private static List<AnswerGrant> open(List<Choice> choices) {
        return choices.stream()
                .filter(choice -> choice.hindrance.isEmpty())
                .map(Choice::grant)
                .toList();
    }

    /** The right to sign for it, if that is still to be done. */
    Optional<AnswerGrant> unsigned() {
        return open().stream()
                .filter(grant -> grant.answer() == Answer.RECEIVED)
                .findFirst();
    }

    /** Why nothing can be answered; empty if something can. That a closure can be undone does not make a task open. */
    Optional<AnswerRefusal> closed() {
        return open().isEmpty() && acts().stream().allMatch(grant -> grant.answer() == Answer.REOPENED)
                ? Stream.of(choices, charge)
                        .flatMap(List::stream)
                        .flatMap(choice -> choice.hindrance.stream())
                        .findFirst()
                : Optional.empty();
    }
}
