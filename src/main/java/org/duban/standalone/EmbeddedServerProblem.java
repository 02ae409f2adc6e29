package org.duban.standalone;

/** An embedded server cannot start; the message and the cure are meant for the person who starts Duban. */
final class EmbeddedServerProblem extends RuntimeException {

    private final String cure;

    EmbeddedServerProblem(String message, String cure) {
        super(message);
        this.cure = cure;
    }

    EmbeddedServerProblem(String message, String cure, Throwable cause) {
        super(message, cause);
        this.cure = cure;
    }

    String cure() {
        return cure;
    }
}
