package org.duban.accounts.links;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a mailed link is for. */
public enum LinkPurpose {
    /** To log in, once, without a password. */
    LOGIN(Duration.ofMinutes(15)),
    /** To choose another password. */
    RESET(Duration.ofMinutes(30)),
    /** To choose the first password of an account that somebody has made for one. */
    INVITATION(Duration.ofDays(7)),
    /** No link, but a code to type beside a password, in the browser that has asked for it. */
    CODE(Duration.ofMinutes(10));

    private final Duration validFor;

    LinkPurpose(Duration validFor) {
        this.validFor = validFor;
    }

    /** For how long a link counts after it was mailed. */
    public Duration validFor() {
        return validFor;
    }

    public boolean choosesAPassword() {
        return this == RESET || this == INVITATION;
    }

    /** Those that anybody may ask for. */
    public static Optional<LinkPurpose> asked(String name) {
        return Stream.of(LOGIN, RESET)
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }
}
