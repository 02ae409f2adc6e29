package org.duban.jobs;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.duban.access.Mandate;
import org.jspecify.annotations.Nullable;

/**
 * What a person has asked for that takes a while.
 *
 * @param kind which {@link JobWork} does it
 * @param owner whose it is: an account, or somebody whom a provider knows; two may have one name
 * @param madeBy the name under which whoever made it stands in the audit trail
 * @param mandate for whom he decided then
 * @param source the source of the events that it becomes
 * @param view the address from which he came, to go back to; empty where he came from no page
 * @param asked what is to be done, as its kind writes it: a JSON object
 * @param items how many there are
 * @param stoppedBy who ended it early; null: nobody
 * @param endedAt when the last item had its outcome; null: some have none
 */
public record Job(
        UUID id,
        String kind,
        JobState state,
        String owner,
        String madeBy,
        Instant madeAt,
        Mandate mandate,
        String source,
        String view,
        String asked,
        int items,
        @Nullable String stoppedBy,
        @Nullable Instant endedAt) {

    /** The id of the event that it becomes for a task: the same however often it is asked for. */
    String event(String task) {
        return id + "-" + UUID.nameUUIDFromBytes(task.getBytes(StandardCharsets.UTF_8));
    }
}
