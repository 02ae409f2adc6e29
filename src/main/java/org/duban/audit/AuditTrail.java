package org.duban.audit;

import java.util.Map;
import java.util.Optional;

/** The audit trail (留痕): who changed what, each entry chained to the one before it by its hash. */
public interface AuditTrail {

    /**
     * Who acts when a process does something by itself, because of how it was started: no user has this name, because none
     * may have a space in it.
     */
    String START = "at start";

    /**
     * Adds an entry; joins the caller's transaction if there is one, so that the act and its entry count together.
     *
     * @param actor the name of the user, or {@link #START}
     * @param subject what was changed: a unit's code, a task's id
     * @param detail what is worth knowing of it; written as JSON
     */
    void write(String actor, AuditedAct act, String subject, Map<String, ?> detail);

    /** The number of the first entry that is not what was written; empty while the whole chain holds. */
    Optional<Long> firstBroken();
}
