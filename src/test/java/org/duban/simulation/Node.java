package org.duban.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duban.agenda.AgendaInStep;
import org.duban.agenda.MemoryAgenda;
import org.duban.channel.Delivery;
import org.duban.ledger.MemoryTaskLedger;
import org.duban.ledger.TaskLedger;
import org.duban.notice.pipeline.NoticeRoom;
import org.jspecify.annotations.Nullable;

/** One process: what it has in memory is gone when it crashes; what it has in hand is stale when it was frozen. */
final class Node implements Stage.Actor {

    /** A minute in service; so many tries in days of an outage would be most of what a year consists of. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    final int number;
    private final World.Time time;
    private boolean up;

    @Nullable
    Instant frozenUntil;

    @Nullable
    Instant frozenSince;

    Duration ahead = Duration.ZERO;

    // In the process's memory.
    @Nullable
    MemoryTaskLedger memory;

    @Nullable
    TaskLedger ledger;

    AgendaInStep.@Nullable Replanned replanner;

    @Nullable
    MemoryAgenda agenda;

    @Nullable
    NoticeRoom notices;

    final List<UUID> named = new ArrayList<>();
    final Map<UUID, Delivery> inHand = new LinkedHashMap<>();

    @Nullable
    Instant renewedAt;

    @Nullable
    Instant pausedUntil;

    Duration pause = Duration.ofSeconds(1);
    boolean woken;
    int refusals;
    long replannedTo = -1;
    Instant replannedAt = Instant.EPOCH;

    @Nullable
    Instant sendingSince;

    Node(int number, World.Time time) {
        this.number = number;
        this.time = time;
    }

    @Override
    public boolean up() {
        return up;
    }

    @Override
    public boolean frozen() {
        return frozenUntil != null && time.now().isBefore(frozenUntil);
    }

    boolean able() {
        return up && !frozen();
    }

    void start() {
        up = true;
    }

    void crash() {
        up = false;
        frozenUntil = null;
        named.clear();
        inHand.clear();
        renewedAt = null;
        pausedUntil = null;
        pause = Duration.ofSeconds(1);
        woken = false;
        replannedTo = -1;
    }

    /** The clock that the node's rooms ask; its correction to the database's clock may be off. */
    Instant now() {
        return time.now().plus(ahead);
    }

    /** Whether it stood still between taking a mail up and handing it over: then it may come a second time. */
    boolean frozeWhileSending() {
        return sendingSince != null && frozenSince != null && !frozenSince.isBefore(sendingSince);
    }

    boolean paused() {
        return pausedUntil != null && time.now().isBefore(pausedUntil);
    }

    /** Whether a single mail is to try the server with. */
    boolean probing() {
        return pause.compareTo(Duration.ofSeconds(1)) > 0;
    }

    /** Pauses sending, for longer and longer while the server stays away. */
    void pauseMail() {
        if (!paused()) {
            pausedUntil = time.now().plus(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    void mailGoesOn() {
        pausedUntil = null;
        pause = Duration.ofSeconds(1);
    }

    @Override
    public String toString() {
        return "node " + number;
    }
}
