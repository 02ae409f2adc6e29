package org.duban.intake;

import java.util.List;
import java.util.Optional;
import org.duban.ledger.Verdict;
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

    Optional<Refusal> refusal(long id);

    /**
     * Tries to apply the kept bytes again, as if they had just come in. Harmless to repeat.
     *
     * @return what became of it now; empty if there is no refusal of that id. A refused one keeps its new reason.
     */
    Optional<Verdict> replay(long id);
}
