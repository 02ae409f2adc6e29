package org.duban.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;

/**
 * Where nodes act: one at a time, and at every step chance decides who goes on. Each activity is a thread, and exactly one
 * runs while all others wait for their turn, so a seed gives the same course of things again.
 */
public final class Stage implements AutoCloseable {

    /** What may happen to a node at a step. */
    interface Fate {
        /** Called at every step of a node; it may crash the node, freeze it, or do nothing. */
        void at(String step, Actor node);
    }

    /** A node as the stage sees it. */
    interface Actor {
        boolean up();

        boolean frozen();
    }

    private final RandomGenerator chance;
    private final Fate fate;
    private final double interleaving;
    private final double nesting;
    private final List<Activity> underWay = new ArrayList<>();
    private Supplier<@Nullable Activity> interruption = () -> null;
    private UnaryOperator<Runnable> aside = work -> work;
    private final List<Fiber> fibers = new ArrayList<>();
    private final Semaphore baton = new Semaphore(0);
    private final ExecutorService threads = Executors.newCachedThreadPool(runnable -> {
        var thread = new Thread(runnable, "simulation");
        thread.setDaemon(true);
        return thread;
    });
    private final World.Time time;
    private @Nullable Fiber running;
    private @Nullable Actor inline;
    private long steps;
    private long nested;
    private long timeouts;
    private long waits;
    private int undivided;

    /**
     * @param interleaving how often, at a step of activities that run together, another one goes on
     * @param nesting how often, at a step of an activity that runs alone, another one runs from beginning to end
     */
    Stage(RandomGenerator chance, double interleaving, double nesting, World.Time time, Fate fate) {
        this.chance = chance;
        this.interleaving = interleaving;
        this.nesting = nesting;
        this.time = time;
        this.fate = fate;
    }

    /**
     * @param activity what may run between two steps of another activity; null if there is nothing to do
     * @param keepApart has work done as if it were done by another thread
     */
    void interruptedBy(Supplier<@Nullable Activity> activity, UnaryOperator<Runnable> keepApart) {
        interruption = activity;
        aside = keepApart;
    }

    /** Something that a node does. */
    record Activity(Actor node, String name, Runnable work) {}

    private static final class Fiber {
        final Activity activity;
        final Semaphore turn = new Semaphore(0);

        @Nullable
        BooleanSupplier until;

        @Nullable
        Instant wakeAt;

        boolean begun;
        boolean done;
        boolean victim;

        @Nullable
        Throwable failure;

        Fiber(Activity activity) {
            this.activity = activity;
        }
    }

    /** A point between two steps of a node: here it may end, freeze, or be overtaken. */
    public void step(String name) {
        steps++;
        var actor = actor();
        if (actor == null) {
            return;
        }
        perish(actor);
        fate.at(name, actor);
        perish(actor);
        if (undivided > 0) {
            return;
        }
        var fiber = running;
        if (fiber != null && (actor.frozen() || chance.nextDouble() < interleaving)) {
            pass(fiber);
        } else if (fiber == null && underWay.size() < 3 && nesting > 0 && chance.nextDouble() < nesting) {
            interrupt(actor);
        }
    }

    /** Does something that nobody overtakes: its steps may still crash the node, and it waits for nobody. */
    <T> T undivided(Supplier<T> work) {
        undivided++;
        try {
            return work.get();
        } finally {
            undivided--;
        }
    }

    private void interrupt(Actor actor) {
        var activity = interruption.get();
        if (activity != null) {
            nested++;
            aside.apply(() -> performInline(activity)).run();
            inline = actor;
            perish(actor);
        }
    }

    /** Whether this activity has begun and not ended. */
    boolean underWay(Actor node, String name) {
        return underWay.stream()
                        .anyMatch(activity ->
                                activity.node() == node && activity.name().equals(name))
                || busy(node, name);
    }

    /** Waits until something is so; others act meanwhile. */
    public void waitFor(BooleanSupplier condition) {
        var fiber = running;
        if (condition.getAsBoolean()) {
            return;
        }
        if (fiber == null || undivided > 0) {
            // Whoever could bring it about is further down this thread.
            timeouts++;
            throw new CannotAcquireLockException("lock timeout");
        }
        waits++;
        fiber.until = condition;
        while (!condition.getAsBoolean()) {
            pass(fiber);
            if (fiber.victim) {
                fiber.victim = false;
                fiber.until = null;
                throw new CannotAcquireLockException("deadlock detected");
            }
        }
        fiber.until = null;
    }

    /** Lets simulated time pass for this activity; it does not, where activities are not interleaved. */
    void sleepUntil(Instant instant) {
        var fiber = running;
        if (fiber == null) {
            return;
        }
        fiber.wakeAt = instant;
        while (time.now().isBefore(instant)) {
            pass(fiber);
        }
        fiber.wakeAt = null;
    }

    boolean canSleep() {
        return running != null;
    }

    /** Who acts now; null for the world itself. */
    @Nullable
    Actor actor() {
        return running != null ? running.activity.node() : inline;
    }

    private static void perish(Actor actor) {
        if (!actor.up()) {
            throw new NodeCrash();
        }
    }

    /** Gives the turn back, and takes it again when it comes. */
    private void pass(Fiber fiber) {
        baton.release();
        fiber.turn.acquireUninterruptibly();
        perish(fiber.activity.node());
    }

    /** Performs activities to their ends, as far as they do not wait for time to pass. */
    void perform(List<Activity> activities, boolean together) {
        if (!together && fibers.isEmpty()) {
            activities.forEach(this::performInline);
            return;
        }
        activities.forEach(activity -> fibers.add(new Fiber(activity)));
        goOn();
    }

    private void performInline(Activity activity) {
        if (!activity.node().up() || activity.node().frozen()) {
            return;
        }
        inline = activity.node();
        underWay.add(activity);
        try {
            activity.work().run();
        } catch (NodeCrash e) {
            // Seen by its node.
        } finally {
            underWay.remove(activity);
            inline = null;
        }
    }

    /** Lets those act who can, until none can before time has passed. */
    void goOn() {
        while (true) {
            var able = fibers.stream().filter(this::able).toList();
            if (able.isEmpty()) {
                if (!breakDeadlock()) {
                    return;
                }
                continue;
            }
            resume(able.get(able.size() == 1 ? 0 : chance.nextInt(able.size())));
        }
    }

    /** The earliest instant at which an activity that sleeps goes on by itself; null if none sleeps. */
    @Nullable
    Instant nextWake() {
        return fibers.stream()
                .filter(fiber -> !fiber.activity.node().frozen())
                .map(fiber -> fiber.wakeAt)
                .filter(java.util.Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    boolean idle() {
        return fibers.isEmpty();
    }

    /** Whether this node is in the midst of an activity of this name. */
    boolean busy(Actor node, String name) {
        return fibers.stream()
                .anyMatch(fiber ->
                        fiber.activity.node() == node && fiber.activity.name().equals(name));
    }

    private boolean able(Fiber fiber) {
        var actor = fiber.activity.node();
        if (!actor.up()) {
            return true;
        }
        if (actor.frozen()) {
            return false;
        }
        var until = fiber.until;
        var wakeAt = fiber.wakeAt;
        return (until == null || fiber.victim || until.getAsBoolean())
                && (wakeAt == null || !time.now().isBefore(wakeAt));
    }

    /** If all who could act wait for each other, one of them must give way. */
    private boolean breakDeadlock() {
        var waiting = fibers.stream()
                .filter(fiber -> fiber.until != null && !fiber.activity.node().frozen())
                .toList();
        var othersWillAct =
                fibers.stream().anyMatch(fiber -> fiber.activity.node().frozen() || fiber.wakeAt != null);
        if (waiting.isEmpty() || othersWillAct) {
            return false;
        }
        waiting.get(waiting.size() - 1).victim = true;
        return true;
    }

    private void resume(Fiber fiber) {
        running = fiber;
        if (!fiber.begun) {
            fiber.begun = true;
            threads.execute(() -> act(fiber));
        }
        fiber.turn.release();
        baton.acquireUninterruptibly();
        running = null;
        if (fiber.done) {
            fibers.remove(fiber);
        }
        var failure = fiber.failure;
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }

    private void act(Fiber fiber) {
        fiber.turn.acquireUninterruptibly();
        try {
            perish(fiber.activity.node());
            fiber.activity.work().run();
        } catch (NodeCrash e) {
            // Seen by its node.
        } catch (Throwable e) {
            fiber.failure = e;
        }
        fiber.done = true;
        baton.release();
    }

    long steps() {
        return steps;
    }

    long nested() {
        return nested;
    }

    long waits() {
        return waits;
    }

    long timeouts() {
        return timeouts;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
