package org.duban.mail;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.duban.process.BadSetting;

/** How many mails may leave in which time: {@code 20/s}, {@code 600/m}, {@code 5000/h}. */
record RateLimit(int mails, Duration per) {

    private static final Pattern FORM = Pattern.compile("\\s*([1-9]\\d{0,6})\\s*/\\s*([smh])\\s*");
    private static final Map<String, Duration> UNITS =
            Map.of("s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1));

    /** @throws BadSetting if that is no rate */
    static RateLimit of(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw new BadSetting(
                    "duban.mail.rate",
                    text,
                    "write how many mails may leave a second, minute or hour, such as 20/s, 600/m or 5000/h, or leave it"
                            + " out for no limit");
        }
        return new RateLimit(Integer.parseInt(form.group(1)), UNITS.getOrDefault(form.group(2), Duration.ofSeconds(1)));
    }

    /** The time from one mail to the next. */
    Duration interval() {
        return per.dividedBy(mails);
    }

    /** How many mails leave in that time, at least one. */
    int within(Duration time) {
        return (int) Math.max(
                1, Math.min(Integer.MAX_VALUE, time.toNanos() / interval().toNanos()));
    }
}
