package org.duban.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.duban.channel.Deliveries.Settlement;
import org.duban.channel.Delivery;
import org.duban.channel.Outcome;
import org.duban.notice.pipeline.NoticeRoom;
import org.duban.simulation.Stage.Activity;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** What nodes do: each piece of it is an activity, which begins when there is something to do. */
final class Work {

    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration FRESH = Duration.ofMinutes(3);

    /** So often in a row no mishap keeps a node from applying events. */
    private static final int MOST_REFUSALS = 1_000;

    private final World world;

    Work(World world) {
        this.world = world;
    }

    List<Activity> activities(Node node) {
        var activities = new ArrayList<Activity>();
        if (world.log.unread(node) && !world.stage.underWay(node, "intake")) {
            activities.add(new Activity(node, "intake", () -> takeIn(node)));
        }
        if (node.woken && !world.stage.underWay(node, "clock")) {
            node.woken = false;
            activities.add(new Activity(node, "clock", () -> wakeUp(node)));
        }
        if (!world.tables.outbox().isEmpty() && !world.stage.underWay(node, "announcer")) {
            activities.add(new Activity(node, "announcer", () -> publish(node)));
        }
        if (replans(node) && !world.stage.underWay(node, "replanner")) {
            activities.add(new Activity(node, "replanner", () -> replan(node)));
        }
        var mail = world.tables.notices().earliest();
        var due = mail != null && !mail.isAfter(node.now());
        if ((due || !node.named.isEmpty()) && !node.paused() && !world.stage.underWay(node, "mail")) {
            activities.add(new Activity(node, "mail", () -> deliver(node)));
        }
        return activities;
    }

    /** Whether a node has to look for plans of earlier world.rules. */
    private boolean replans(Node node) {
        var basis = Objects.requireNonNull(node.agenda).basis();
        return basis != node.replannedTo
                || (!world.now().isBefore(node.replannedAt.plusSeconds(5))
                        && world.agenda.anyStale(basis, world.now()));
    }

    @Nullable
    Instant nextReplanning(Node node) {
        var basis = Objects.requireNonNull(node.agenda).basis();
        if (basis != node.replannedTo) {
            return world.now().plusMillis(500);
        }
        return world.agenda.anyStale(basis, world.now()) ? node.replannedAt.plusSeconds(5) : null;
    }

    void renew(Node node) {
        if (!node.inHand.isEmpty()) {
            world.faults.count(Mishap.LEASE_RENEWED);
            attempt(() -> deliveries(node).renew(List.copyOf(node.inHand.values()), LEASE));
        }
    }

    private void takeIn(Node node) {
        var batch = world.log.poll(node, 500);
        world.stage.step("intake: polled");
        if (attempt(() -> world.intake.take(Objects.requireNonNull(node.ledger), batch.events()))) {
            world.stage.step("intake: applied");
            world.log.commit(batch);
            node.refusals = 0;
        } else {
            world.log.rewind(batch);
            node.refusals++;
            Promises.check(1, node.refusals < MOST_REFUSALS, "no event gets in any more: %s", batch.events());
        }
    }

    private void wakeUp(Node node) {
        var begun = world.now();
        if (attempt(() -> notices(node).wakeUp().wakeUp())) {
            world.rounds.add(begun);
        }
    }

    private void replan(Node node) {
        var basis = Objects.requireNonNull(node.agenda).basis();
        attempt(() -> {
            var found = Objects.requireNonNull(node.replanner).replan(node.now());
            if (found > 0) {
                world.faults.count(Mishap.PLANNED_AGAIN);
            }
            node.replannedTo = basis;
            node.replannedAt = world.now();
        });
    }

    private void publish(Node node) {
        attempt(() -> notices(node).publish(ids -> {
            world.stage.step("announcer: published");
            for (var id : ids) {
                var reader = world.nodes.get(world.random.nextInt(world.nodes.size()));
                if (reader.up() && !world.faults.loses(Mishap.LOST_NOTICE_RECORD, 0.1)) {
                    reader.named.add(id);
                }
            }
        }));
    }

    private void deliver(Node node) {
        var ids = List.copyOf(node.named);
        node.named.clear();
        attempt(() -> send(node, world.now(), deliveries(node).claim(ids, LEASE)));
        attempt(() -> send(node, world.now(), deliveries(node).claimDue(node.probing() ? 1 : 40, LEASE)));
    }

    private void send(Node node, Instant claimedAt, List<Delivery> claimed) {
        var left = new ArrayList<>(claimed);
        claimed.forEach(delivery -> node.inHand.put(delivery.notice().id(), delivery));
        node.renewedAt = node.renewedAt == null ? world.now() : node.renewedAt;
        while (!left.isEmpty()) {
            var delivery = left.get(0);
            world.stage.step("mail: next");
            if (world.now().isAfter(claimedAt.plus(FRESH))) {
                release(node, left);
                break;
            }
            node.sendingSince = world.now();
            var outcome = world.server.send(node, delivery);
            if (outcome instanceof Outcome.ServerDown) {
                node.pauseMail();
                release(node, left);
                break;
            }
            node.mailGoesOn();
            left.remove(0);
            while (!attempt(() -> deliveries(node).settle(List.of(new Settlement(delivery, outcome))))) {
                world.stage.step("mail: once more");
            }
        }
        node.inHand.clear();
        node.renewedAt = null;
    }

    private void release(Node node, List<Delivery> left) {
        while (!attempt(() -> deliveries(node).release(left))) {
            world.stage.step("mail: once more");
        }
    }

    /** What the world.database does not take is logged and left to the next time. */
    static boolean attempt(Runnable work) {
        try {
            work.run();
            return true;
        } catch (DataAccessException | CompletionException e) {
            return false;
        }
    }

    static NoticeRoom notices(Node node) {
        return Objects.requireNonNull(node.notices);
    }

    private static org.duban.channel.Deliveries deliveries(Node node) {
        return notices(node).deliveries();
    }
}
