package org.duban.events;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duban.directory.Scope;
import org.duban.events.WriteResult.OnItsWay;
import org.jspecify.annotations.Nullable;

/** What has become of events that were written, whichever process takes them in. */
public interface EventOutcomes {

    /** The outcome of each of these events, in the same order; cheap however many they are. */
    List<EventOutcome> of(List<OnItsWay> events);

    /**
     * The outcomes of those of these events of one source that have one, by their ids, in one question however many they are: for
     * whoever has written them and does not know any more where they stand. No outcome of these is a duplicate.
     */
    Map<String, EventOutcome> of(String source, Collection<String> ids);

    /**
     * Remembers events that Kafka has for who asks before the intake has taken them; for a week, as long as anybody is in doubt.
     *
     * @param writer the key of the user who wrote them, who is known by it again: an account and somebody of the same name whom a
     *     provider knows are two
     */
    void remember(List<OnItsWay> events, String writer);

    /**
     * What is known of the event of a source and id, however it came: of a {@linkplain #remember remembered} one at least that it is
     * pending. Empty if nothing is, or not yet, or if it is about no task that the scope reaches and another user wrote it.
     */
    Optional<Known> of(String source, String id, Scope scope, String reader);

    /**
     * What is known of the records that came under one source and id.
     *
     * @param taskId the task that it is about, where that could be read
     * @param at when the ledger learned of it, or when it was refused; while it is pending, when Kafka had it
     * @param refusal the number of the last refusal of such a record, also where another one was applied; null without one
     */
    record Known(
            EventOutcome outcome,
            @Nullable String taskId,
            Instant at,
            @Nullable Long refusal) {}
}
