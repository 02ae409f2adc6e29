package org.duban.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import org.duban.channel.Deliveries;
import org.duban.channel.Delivery;
import org.duban.content.Notice;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;

/** An deliveries without a database. Notices are due when they are added, and again when they are released. */
final class MemoryDeliveries implements Deliveries {

    private final Map<UUID, Notice> notices = new HashMap<>();
    private final Queue<UUID> due = new ArrayDeque<>();
    private final Set<UUID> inHand = new HashSet<>();
    private final List<Settlement> settled = new ArrayList<>();
    private final List<Integer> batches = new ArrayList<>();
    private final List<List<UUID>> renewals = new ArrayList<>();
    private boolean databaseDown;
    private int releases;
    private @Nullable UUID untakeable;

    synchronized void add(Notice notice) {
        notices.put(notice.id(), notice);
        due.add(notice.id());
    }

    /** Known, but due only to those who ask for it by its id. */
    synchronized void addNotDue(Notice notice) {
        notices.put(notice.id(), notice);
    }

    synchronized void databaseDown(boolean down) {
        databaseDown = down;
    }

    @Override
    public synchronized List<Delivery> claim(Collection<UUID> ids, Duration lease) {
        due.removeAll(ids);
        return ids.stream()
                .filter(id -> notices.containsKey(id) && !inHand.contains(id))
                .map(this::delivery)
                .toList();
    }

    @Override
    public synchronized Optional<Instant> nextAttemptAt() {
        return due.isEmpty() ? Optional.empty() : Optional.of(Instant.EPOCH);
    }

    @Override
    public synchronized List<Delivery> claimDue(int limit, Duration lease) {
        var claimed = new ArrayList<Delivery>();
        while (claimed.size() < limit && !due.isEmpty()) {
            claimed.add(delivery(due.remove()));
        }
        return claimed;
    }

    @Override
    public synchronized void settle(List<Settlement> settlements) {
        if (databaseDown) {
            throw new DataAccessResourceFailureException("down");
        }
        if (settlements.stream().anyMatch(one -> one.delivery().notice().id().equals(untakeable))) {
            throw new IllegalStateException("does not take it");
        }
        settled.addAll(settlements);
        batches.add(settlements.size());
        settlements.forEach(one -> notices.remove(one.delivery().notice().id()));
    }

    @Override
    public synchronized void renew(Collection<Delivery> claimed, Duration lease) {
        renewals.add(claimed.stream().map(one -> one.notice().id()).toList());
        if (databaseDown) {
            throw new DataAccessResourceFailureException("down");
        }
    }

    @Override
    public synchronized void release(Collection<Delivery> claimed) {
        releases += claimed.size();
        claimed.forEach(one -> {
            inHand.remove(one.notice().id());
            due.add(one.notice().id());
        });
    }

    /** The outcome of this notice cannot be recorded. */
    synchronized void doesNotTake(@Nullable Notice notice) {
        untakeable = notice == null ? null : notice.id();
    }

    synchronized List<Settlement> settled() {
        return List.copyOf(settled);
    }

    synchronized int settledCount() {
        return settled.size();
    }

    /** How many outcomes each transaction recorded. */
    synchronized List<Integer> batches() {
        return List.copyOf(batches);
    }

    /** The notices of each attempt to renew. */
    synchronized List<List<UUID>> renewals() {
        return List.copyOf(renewals);
    }

    synchronized int releases() {
        return releases;
    }

    synchronized int dueCount() {
        return due.size();
    }

    private Delivery delivery(UUID id) {
        inHand.add(id);
        return new Delivery(notices.get(id), 1, false, Instant.EPOCH, UUID.randomUUID());
    }
}
