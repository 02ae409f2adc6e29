package org.duban.events;

import java.util.List;
import java.util.Optional;
import org.duban.task.Verdict;
import org.jspecify.annotations.Nullable;

/** The refused records: nothing that came in is lost. */
public interface Refusals {

    /**
     * Refused records, the newest first.
     *
     * @param state only these; null for all
     * @param before only ids lower than this: the cursor; null to start
     */
    List<Refusal> find(@Nullable RefusalState state, @Nullable Long before, int limit);

    /** How many are in this state. */
    long count(RefusalState state);

    Optional<Refusal> refusal(long id);

    /**
     * Tries to apply the kept bytes again, as if they had just come in. Harmless to repeat.
     *
     * @return what became of it now; empty if there is no refusal of that id. A refused one keeps its new reason.
     */
    Optional<Verdict> replay(long id);

    /**
     * Keeps the event that a record should have been; it is replayed from now on, and what came stays beside it.
     *
     * @param event structured, checked like one that comes in
     * @param by who has mended it
     */
    RefusalChange mend(long id, byte[] event, String by);

    /** Decides that nothing is to be done about a refused record; it is kept, and does not count as open any more. */
    RefusalChange dismiss(long id, String reason, String by);
}
