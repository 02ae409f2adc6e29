package org.duban.directory;

import java.util.Map;
import java.util.Optional;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;

/** Keeps nothing. */
public final class NoTrail implements AuditTrail {

    @Override
    public void write(String actor, AuditedAct act, String subject, Map<String, ?> detail) {
        // Nobody asks.
    }

    @Override
    public Optional<Long> firstBroken() {
        return Optional.empty();
    }
}
