package org.duban.database;

/** The configured database takes no connection; message and cure are meant for the person who starts Duban. */
final class UnreachableDatabase extends RuntimeException {

    private final String cure;

    UnreachableDatabase(String message, String cure) {
        super(message);
        this.cure = cure;
    }

    String cure() {
        return cure;
    }
}
