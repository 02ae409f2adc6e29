package org.duban.drill;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.policy.StepLabel;

/**
 * A mail that would have been sent.
 *
 * @param local when, on the clock of its recipient
 * @param at when
 * @param recipient code of the unit
 * @param bytes its size on the wire
 * @param items what it tells, the most severe first
 */
record SentMail(
        LocalDateTime local,
        Instant at,
        String recipient,
        String address,
        NoticeKind kind,
        NoticeLevel level,
        String subject,
        int bytes,
        List<Item> items) {

    SentMail {
        items = List.copyOf(items);
    }

    /**
     * What a mail tells about one task.
     *
     * @param label what the step is called, by language; empty where its name is all
     * @param days working days left, negative when overdue
     */
    record Item(String task, String step, StepLabel label, NoticeKind kind, NoticeLevel level, int days) {}

    LocalDate day() {
        return local.toLocalDate();
    }
}
