package org.duban.mail;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.duban.channel.Delivery;
import org.duban.tracing.TracePoint;
import org.jspecify.annotations.Nullable;

/** Claimed notices that wait for a free connection; never more than can be started soon, so that other nodes get theirs. */
final class MailQueue {

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition mail = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private boolean closed;

    MailQueue(int capacity) {
        this.capacity = capacity;
    }

    int capacity() {
        return capacity;
    }

    /** How many more it takes. */
    int room() {
        lock.lock();
        try {
            return closed ? 0 : Math.max(0, capacity - waiting.size());
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it takes at least so many; false if it does not by then, or is closed. */
    boolean awaitRoom(int places, Duration atMost) throws InterruptedException {
        var left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (!closed && capacity - waiting.size() < places && left > 0) {
                left = room.awaitNanos(left);
            }
            return !closed && capacity - waiting.size() >= places;
        } finally {
            lock.unlock();
        }
    }

    /** Waits, unless it is closed before that. */
    void rest(Duration time) throws InterruptedException {
        awaitRoom(Integer.MAX_VALUE, time);
    }

    /**
     * @param claimedAt when their claim was asked for, by {@link System#nanoTime}: the process may have stood still since, and
     *     their lease runs from then
     */
    void add(Collection<Delivery> claimed, long claimedAt) {
        lock.lock();
        try {
            claimed.forEach(delivery -> waiting.addLast(new Waiting(delivery, claimedAt)));
            mail.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Gives one back that could not be tried, to be the next. */
    void putBack(Waiting delivery) {
        lock.lock();
        try {
            waiting.addFirst(delivery);
            mail.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The next one; null if none came by then, or it is closed. */
    @Nullable
    Waiting take(Duration atMost) throws InterruptedException {
        var left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (!closed && waiting.isEmpty() && left > 0) {
                left = mail.awaitNanos(left);
            }
            if (closed) {
                return null;
            }
            room.signalAll();
            return waiting.pollFirst();
        } finally {
            lock.unlock();
        }
    }

    /** Takes all that wait. */
    List<Delivery> drain() {
        lock.lock();
        try {
            var all = new ArrayList<Delivery>(waiting.size());
            waiting.forEach(one -> all.add(one.delivery()));
            waiting.clear();
            room.signalAll();
            return all;
        } finally {
            lock.unlock();
        }
    }

    boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Hands out nothing more and wakes all who wait. */
    void close() {
        lock.lock();
        try {
            closed = true;
            mail.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A claimed notice and when its claim was asked for, by {@link System#nanoTime}. */
    record Waiting(Delivery delivery, long claimedAt) {

        /** The same at this place in its trace. */
        Waiting at(@Nullable TracePoint place) {
            return new Waiting(delivery.at(place), claimedAt);
        }

        boolean olderThan(Duration age) {
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - claimedAt) > age.toMillis();
        }
    }
}
