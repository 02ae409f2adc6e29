package org.duban.notice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.duban.content.NoticeLine;

/** What notices have told their readers, line by line, for those who come back with one of them. */
public interface ToldNotices {

    /**
     * What a notice has told.
     *
     * @param recipient code of the unit told
     * @param recipientZh the unit's Chinese name, as its mail said it
     * @param issuedAt the mail's date
     * @param lines all that it may have said, the most severe first: also what was left out when it was sent once more
     */
    record Told(UUID id, String recipient, String recipientZh, Instant issuedAt, List<NoticeLine> lines) {
        public Told {
            lines = List.copyOf(lines);
        }
    }

    /** Empty if there is no such notice. */
    Optional<Told> told(UUID notice);
}
