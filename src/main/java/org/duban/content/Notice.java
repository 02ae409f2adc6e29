package org.duban.content;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;

/**
 * One message owed to one recipient (督办单): all that a channel needs to tell it.
 *
 * @param id identifies it for ever, on every attempt and every channel
 * @param recipient the code of the unit told
 * @param recipientZh the unit's Chinese name
 * @param recipientEn the unit's English name
 * @param address the address told
 * @param locale the reader's language
 * @param zone the reader's zone
 * @param kind what is wanted of the reader: that of its most severe line
 * @param level the colour: that of its most severe line
 * @param moment the instant at which it became due
 * @param issuedAt when it was composed, or composed anew after it had waited; the mail's {@code Date}
 * @param lines what it says, the most severe first; at most {@value #MOST_LINES}, and none only where it forwards a mail
 * @param mail the mail that it forwards, of kind {@link NoticeKind#FORWARDED} alone; its lines are what that was about
 * @param number by which people call it; null in notices from before there were numbers
 */
public record Notice(
        UUID id,
        String recipient,
        String recipientZh,
        String recipientEn,
        String address,
        Locale locale,
        ZoneId zone,
        NoticeKind kind,
        NoticeLevel level,
        Instant moment,
        Instant issuedAt,
        List<NoticeLine> lines,
        @Nullable ForwardedMail mail,
        @Nullable String number) {

    /** More lines than this make a second notice, so that a mail stays readable and under 100 KB. */
    public static final int MOST_LINES = 50;

    /**
     * So do ids that need more room together: they stand in the text, in the calendar and in a header, and beside fifty long ones there
     * would be none for the calendar. Measured with {@code StandingInListsTests}.
     */
    private static final int MOST_OF_IDS = 1_480;

    /** A mail shows no more of a longer one. */
    private static final int MOST_OF_ONE = 37;

    public Notice {
        lines = List.copyOf(lines);
        if ((lines.isEmpty() && mail == null) || lines.size() > MOST_LINES) {
            throw new IllegalArgumentException("a notice has 1 to " + MOST_LINES + " lines, not " + lines.size());
        }
    }

    /** One that tells of tasks alone, and that people call by its id. */
    public Notice(
            UUID id,
            String recipient,
            String recipientZh,
            String recipientEn,
            String address,
            Locale locale,
            ZoneId zone,
            NoticeKind kind,
            NoticeLevel level,
            Instant moment,
            Instant issuedAt,
            List<NoticeLine> lines) {
        this(
                id,
                recipient,
                recipientZh,
                recipientEn,
                address,
                locale,
                zone,
                kind,
                level,
                moment,
                issuedAt,
                lines,
                null,
                null);
    }

    /**
     * Lines of one reader by the notices that tell them, in their order: each tells as many as it has room for.
     *
     * @param taskId which task a line is about
     */
    public static <T> List<List<T>> packed(List<T> lines, Function<T, String> taskId) {
        var packed = new ArrayList<List<T>>();
        var left = lines;
        while (!left.isEmpty()) {
            var full = fitting(left.stream().limit(MOST_LINES).map(taskId).toList());
            packed.add(left.subList(0, full));
            left = left.subList(full, left.size());
        }
        return packed;
    }

    /** How many of these tasks, from the first on, one notice tells of: at least one, if there is one. */
    public static int fitting(List<String> taskIds) {
        var room = 0;
        var fitting = 0;
        while (fitting < Math.min(taskIds.size(), MOST_LINES)) {
            room += room(taskIds.get(fitting));
            if (fitting > 0 && room > MOST_OF_IDS) {
                break;
            }
            fitting++;
        }
        return fitting;
    }

    /** What is no letter or digit of ASCII is written several times as long in mails. */
    private static int room(String taskId) {
        var plain = (int) taskId.chars()
                .filter(c -> c < 128 && Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.')
                .count();
        return Math.min(MOST_OF_ONE, plain / 2 + 3 * (taskId.length() - plain));
    }

    public String recipientName() {
        return Languages.name(locale, recipientZh, recipientEn);
    }
}
