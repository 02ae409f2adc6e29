package org.duban.mail;

import java.time.Duration;

/** Settings with limits that a test can wait for. */
final class TestSettings {

    private TestSettings() {}

    static SendingProperties with(int connections) {
        return of(connections, Duration.ofSeconds(20));
    }

    static SendingProperties impatient() {
        return of(1, Duration.ofSeconds(1));
    }

    /** Waits long for the answer to a whole mail, and for nothing else. */
    static SendingProperties patientAtTheEnd() {
        var second = Duration.ofSeconds(1);
        return new SendingProperties(1, second, second, Duration.ofSeconds(30), null, null);
    }

    private static SendingProperties of(int connections, Duration limit) {
        return new SendingProperties(connections, limit, limit, limit, null, null);
    }
}
