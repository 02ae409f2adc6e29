package org.duban.events;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.duban.reasons.Reason;
import org.duban.task.Deadline;
import org.duban.task.QuotedValue;

/**
 * The dates and instants that events may write, as formats of their schemas: what Java and PostgreSQL read, and no day that
 * only a slip of the year could mean. So what the schemas let pass, nobody refuses later for its form.
 */
enum IsoTime implements Format {
    DATE("date", "\\d{4}-\\d{2}-\\d{2}") {
        @Override
        LocalDate day(String text) {
            return LocalDate.parse(text);
        }
    },
    INSTANT("date-time", "\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?([Zz]|[+-]\\d{2}:\\d{2})") {
        @Override
        LocalDate day(String text) {
            return OffsetDateTime.parse(text)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toLocalDate();
        }
    };

    private static final int LONGEST = 100;

    private final String format;
    private final Pattern form;

    IsoTime(String format, String form) {
        this.format = format;
        this.form = Pattern.compile(form);
    }

    abstract LocalDate day(String text);

    @Override
    public String getName() {
        return format;
    }

    @Override
    public boolean matches(ExecutionContext context, String text) {
        return looksLike(text) && problem(text).isEmpty();
    }

    /** What is wrong with a text that looks like a date or an instant and is none that is taken. */
    static Optional<Reason> problemOf(String text) {
        for (var time : values()) {
            if (time.looksLike(text)) {
                return time.problem(text);
            }
        }
        return Optional.empty();
    }

    private boolean looksLike(String text) {
        return text.length() <= LONGEST && form.matcher(text).matches();
    }

    private Optional<Reason> problem(String text) {
        try {
            return Deadline.bounds(day(text), text);
        } catch (DateTimeException e) {
            var none = this == DATE ? EventReason.NO_DAY : EventReason.NO_INSTANT;
            return Optional.of(none.with(QuotedValue.plain(text)));
        }
    }
}
