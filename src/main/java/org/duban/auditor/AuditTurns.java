package org.duban.auditor;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Has the auditor look whenever it is due, in a thread of its own: nothing else waits for it. */
@Component
@ConditionalOnRole(Role.CLOCK)
final class AuditTurns implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(AuditTurns.class);

    private final Auditor auditor;
    private final AuditProperties properties;
    private volatile CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean running;
    private Thread thread = new Thread(this::work);

    AuditTurns(Auditor auditor, AuditProperties properties) {
        this.auditor = auditor;
        this.properties = properties;
    }

    private void work() {
        try {
            noteRules();
            while (!stopped.await(properties.every().toMillis(), TimeUnit.MILLISECONDS)) {
                turn();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void noteRules() {
        try {
            auditor.noteRules();
        } catch (RuntimeException e) {
            log.warn("Rules not noted, they will be when something is audited: {}", e.getMessage());
        }
    }

    private void turn() {
        try {
            auditor.pass();
        } catch (RuntimeException e) {
            if (running) {
                log.warn("Nothing audited, trying again in {}", properties.every(), e);
            }
        }
    }

    @Override
    public void start() {
        running = true;
        stopped = new CountDownLatch(1);
        thread = new Thread(this::work, "auditor");
        thread.start();
    }

    @Override
    public void stop() {
        running = false;
        stopped.countDown();
        auditor.stop();
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
