package org.duban.drill;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.duban.terminal.Columns;
import org.duban.words.Words;

/** Says on a terminal how far a drill has come: one line that changes, or where that cannot be, a line for each month. */
final class ProgressLine implements Drill.Progress {

    private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

    private final PrintStream out;
    private final Words words;
    private final boolean changing;
    private long told = System.nanoTime();
    private LocalDate month = LocalDate.MIN;
    private int width;

    /** @param changing whether the terminal can write over a line */
    ProgressLine(PrintStream out, Words words, boolean changing) {
        this.out = out;
        this.words = words;
        this.changing = changing;
    }

    @Override
    public void at(Instant now, int mails) {
        var day = now.atZone(ZoneOffset.UTC).toLocalDate();
        var text = words.say("progress", words.date("day", day), words.count("mails", mails));
        if (changing && System.nanoTime() - told > PAUSE_NANOS) {
            told = System.nanoTime();
            out.print("\r" + Columns.left(text, width));
            out.flush();
            width = Columns.width(text);
        } else if (!changing && !day.withDayOfMonth(1).equals(month)) {
            month = day.withDayOfMonth(1);
            out.println(text);
        }
    }

    /** Takes the line away. */
    void end() {
        if (changing) {
            out.print("\r" + " ".repeat(width) + "\r");
            out.flush();
        }
    }
}
