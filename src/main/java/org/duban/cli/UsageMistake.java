package org.duban.cli;

/** The command cannot be carried out as it was typed; the message says what to mend. */
final class UsageMistake extends RuntimeException {
    UsageMistake(String message) {
        super(message, null, false, false);
    }
}
