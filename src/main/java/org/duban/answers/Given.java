package org.duban.answers;

import java.util.Map;

/** What became of an answer that somebody gave. */
sealed interface Given {

    /** Kafka has it; the ledger follows. */
    record Sent(String eventId) implements Given {}

    /** It could not be given. */
    record Hindered(Hindrance hindrance) implements Given {}

    /** Some fields are wrong: by their names, what is wrong with each. */
    record Wrong(Map<String, Mistake> mistakes) implements Given {}

    /** The ledger would refuse it, for this reason. */
    record Refused(String reason) implements Given {}
}
