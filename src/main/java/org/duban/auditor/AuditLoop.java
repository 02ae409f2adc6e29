package org.duban.auditor;

import org.duban.process.BackgroundLoop;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Has the auditor look whenever it is due, in a thread of its own: nothing else waits for it. */
@Component
@ConditionalOnRole(Role.CLOCK)
final class AuditLoop extends BackgroundLoop {

    private static final Logger log = LoggerFactory.getLogger(AuditLoop.class);

    private final Auditor auditor;
    private final AuditProperties properties;
    private boolean rulesNoted;

    AuditLoop(Auditor auditor, AuditProperties properties) {
        super("auditor", properties.every());
        this.auditor = auditor;
        this.properties = properties;
    }

    /** The rules at once, and the first pass after a pause. */
    @Override
    protected boolean round() {
        if (rulesNoted) {
            auditor.pass();
        } else {
            rulesNoted = true;
            noteRules();
        }
        return false;
    }

    private void noteRules() {
        try {
            auditor.noteRules();
        } catch (RuntimeException e) {
            log.warn("Rules not noted, they will be when something is audited: {}", e.getMessage());
        }
    }

    @Override
    protected void failed(RuntimeException failure) {
        log.warn("Nothing audited, trying again in {}", properties.every(), failure);
    }

    @Override
    protected void stopping() {
        auditor.stop();
    }

    @Override
    public void start() {
        rulesNoted = false;
        super.start();
        nudge();
    }
}
