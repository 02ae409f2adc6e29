package org.duban.standalone;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the list shows of a mail.
 *
 * @param from its sender as people read it
 * @param recipients the addresses of the envelope
 * @param notice, kind, level, tasks what the {@code X-Duban-…} headers say; empty where there are none
 * @param size bytes
 */
record MailSummary(
        long id,
        Instant receivedAt,
        @Nullable Instant date,
        String from,
        String envelopeFrom,
        List<String> recipients,
        String subject,
        String messageId,
        String notice,
        String kind,
        String level,
        List<String> tasks,
        int size) {

    MailSummary {
        recipients = List.copyOf(recipients);
        tasks = List.copyOf(tasks);
    }

    boolean goesTo(String address) {
        return recipients.stream().anyMatch(address::equalsIgnoreCase);
    }

    /** Whether every word stands somewhere in its headers, without regard to case. */
    boolean speaksOf(String words) {
        var all = String.join("\n", subject, from, String.join(" ", recipients), kind, level, String.join(" ", tasks))
                .toLowerCase(Locale.ROOT);
        for (var word : words.toLowerCase(Locale.ROOT).split("\\s+")) {
            if (!all.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
