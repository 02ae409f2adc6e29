package org.duban.letter;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.duban.content.Notice;

/**
 * Renders mails of every kind in both languages on one thread, headers and calendar included, and prints the time of a
 * processor that one takes, round by round. Not a test. Start it with {@code -XX:TieredStopAtLevel=1} to see what the one-command start sees.
 */
final class RenderBench {

    private final Letters letters = LetterGallery.letters();
    private final MailWriter writer = new MailWriter(NoticeFixture.SENDER);

    public static void main(String[] args) {
        var single = new ArrayList<Notice>();
        var fifty = new ArrayList<Notice>();
        for (var locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            LetterGallery.notices(locale)
                    .values()
                    .forEach(notice -> (notice.lines().size() == 1 ? single : fifty).add(notice));
            fifty.removeIf(notice -> notice.lines().size() < Notice.MOST_LINES);
        }
        var bench = new RenderBench();
        for (var round = 1; round <= 5; round++) {
            bench.measure("one task", single, 20_000);
            bench.measure("fifty tasks", fifty, 1_000);
        }
    }

    private void measure(String what, List<Notice> notices, int number) {
        var threads = ManagementFactory.getThreadMXBean();
        var start = threads.getCurrentThreadCpuTime();
        var bytes = 0L;
        for (var i = 0; i < number; i++) {
            var notice = notices.get(i % notices.size());
            bytes += writer.write(notice, letters.letter(notice), notice.address())
                    .bytes()
                    .length;
        }
        var millis = (threads.getCurrentThreadCpuTime() - start) / 1e6 / number;
        System.out.printf("%s: %.3f ms, %d bytes%n", what, millis, bytes / number);
    }
}
