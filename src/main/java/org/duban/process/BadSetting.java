package org.duban.process;

import java.time.Duration;
import java.util.Locale;

/** A setting with a value that cannot work; the message is meant for the person who starts Duban. */
public final class BadSetting extends RuntimeException {

    private final String cure;

    /**
     * @param value as it was given; for a secret, what may be said of it
     * @param cure what to write instead
     */
    public BadSetting(String name, Object value, String cure) {
        this(name + " is \"" + value + "\", and that cannot work", cure);
    }

    private BadSetting(String message, String cure) {
        super(message);
        this.cure = cure;
    }

    /**
     * One without which another setting cannot work.
     *
     * @param other the setting and its value
     */
    public static BadSetting missing(String name, String other) {
        return new BadSetting(other + ", but there is no " + name, "give " + name + ", or leave the other out");
    }

    String cure() {
        return cure;
    }

    /** @throws BadSetting if it does not */
    public static void unless(boolean works, String name, Object value, String cure) {
        if (!works) {
            throw new BadSetting(name, value, cure);
        }
    }

    /** @throws BadSetting if the time is shorter or longer */
    public static void unlessBetween(Duration least, Duration most, String name, Duration value) {
        unless(
                value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
                name,
                words(value),
                "write a time from " + words(least) + " to " + words(most));
    }

    /** {@code 5d}, {@code 30s}, as it is written in settings. */
    private static String words(Duration time) {
        if (time.toNanosPart() != 0) {
            return time.toString();
        }
        return time.toDays() != 0 && time.equals(Duration.ofDays(time.toDays()))
                ? time.toDays() + "d"
                : time.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
