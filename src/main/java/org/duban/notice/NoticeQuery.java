package org.duban.notice;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which notices somebody looks for, the latest first: by when they were sent or, until then, composed.
 *
 * @param task only those that speak of this task; null for any
 * @param recipients only those to these unit codes; null for any
 * @param states only those in one of these states; none: any
 * @param waiting only those that are still to be sent by themselves, or only those that are not; null for either. What came
 *     back and is {@linkplain NoticeRecord#sentAgain() sent again} waits, too
 * @param from only those of this instant and later; null for any
 * @param before only those before this instant; null for any
 * @param after only those that come after this place in that order: the cursor; null to start
 */
public record NoticeQuery(
        @Nullable String task,
        @Nullable Set<String> recipients,
        Set<NoticeState> states,
        @Nullable Boolean waiting,
        @Nullable Instant from,
        @Nullable Instant before,
        @Nullable Place after,
        int limit) {

    public NoticeQuery {
        recipients = recipients == null ? null : Set.copyOf(recipients);
        states = Set.copyOf(states);
    }

    /** Where a notice stood: a notice that is sent meanwhile moves, and the place stays. */
    public record Place(Instant at, UUID id) {

        public static Place of(NoticeRecord notice) {
            return new Place(notice.listedAt(), notice.id());
        }

        /** Empty if it is none. */
        public static Optional<Place> read(@Nullable String text) {
            var parts = (text == null ? "" : text).split("~", 2);
            try {
                return parts.length < 2
                        ? Optional.empty()
                        : Optional.of(new Place(Instant.parse(parts[0]), UUID.fromString(parts[1])))
                                .filter(place -> !place.at.isBefore(EARLIEST) && place.at.isBefore(LATEST));
            } catch (DateTimeParseException | IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        @Override
        public String toString() {
            return at + "~" + id;
        }
    }

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /** The same from its first notice on, up to another limit. */
    public NoticeQuery whole(int most) {
        return new NoticeQuery(task, recipients, states, waiting, from, before, null, most);
    }
}
