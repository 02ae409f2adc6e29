package org.duban.process;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/**
 * Work that is done again and again in a thread of its own while the process serves: after each pause, and as soon as somebody
 * says that there is some. A stop waits for the round that is under way, but not for ever.
 */
public abstract class BackgroundLoop implements SmartLifecycle {

    private static final Duration LAST_ROUND = Duration.ofSeconds(10);

    private final String name;
    private final Duration pause;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean running;
    private Thread thread = new Thread(this::work);

    /**
     * @param name what its thread is called
     * @param pause how long it waits, at most, before each round
     */
    protected BackgroundLoop(String name, Duration pause) {
        this.name = name;
        this.pause = pause;
    }

    /**
     * One round of the work.
     *
     * @return whether the next one follows at once
     */
    protected abstract boolean round();

    /** What to do about a round that threw this; the next one comes after the pause. Not asked once a stop has begun. */
    protected abstract void failed(RuntimeException failure);

    /** Shortens the round that is under way, if it can be, because a stop waits for it. */
    protected void stopping() {}

    /** Closes what the rounds leave open. Called in their thread, after the last one. */
    protected void ended() {}

    /** Says that there may be something to do; returns at once. */
    public final void nudge() {
        news.release();
    }

    private void work() {
        try {
            while (running) {
                if (news.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
                rounds();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended();
        }
    }

    private void rounds() {
        try {
            var more = true;
            while (running && more) {
                more = round();
            }
        } catch (RuntimeException e) {
            if (running) {
                failed(e);
            }
        }
    }

    @Override
    public void start() {
        running = true;
        thread = new Thread(this::work, name);
        thread.start();
    }

    @Override
    public void stop() {
        running = false;
        stopping();
        nudge();
        try {
            thread.join(LAST_ROUND.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public final boolean isRunning() {
        return running;
    }
}
