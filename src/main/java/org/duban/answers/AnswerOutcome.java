package org.duban.answers;

import java.util.Map;
import org.duban.reasons.Reason;

/** What became of an answer that somebody gave. */
sealed interface AnswerOutcome {

    /** Kafka has it; the ledger follows. */
    record Sent(String eventId) implements AnswerOutcome {}

    /** Something else has happened to the task since the form was shown that was filled in. */
    record Changed() implements AnswerOutcome {}

    /** It could not be given. */
    record Hindered(AnswerRefusal hindrance) implements AnswerOutcome {}

    /** Some fields are wrong: by their names, what is wrong with each. */
    record Wrong(Map<String, AnswerFieldError> mistakes) implements AnswerOutcome {}

    /** The ledger would refuse it, for this reason. */
    record Refused(Reason why) implements AnswerOutcome {}
}
