package org.duban.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.springframework.dao.DataAccessResourceFailureException;

/** What goes wrong, and when, as a seed has it; and the count of what has come to pass. */
final class Faults implements MemoryDatabase.Weather {

    private final boolean calm;
    private final SplittableRandom random;
    private final World.Time time;
    private final Map<Mishap, Integer> counts = new EnumMap<>(Mishap.class);
    private final Map<String, Integer> crashedAt = new TreeMap<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private final List<Span> outages = new ArrayList<>();
    private final List<Span> serverDown = new ArrayList<>();
    private final List<Span> serverAway = new ArrayList<>();
    private final List<Span> deferring = new ArrayList<>();
    private final double crashes;
    private final double freezes;

    /** A stretch of time. */
    record Span(Instant from, Instant to) {
        boolean covers(Instant instant) {
            return !instant.isBefore(from) && instant.isBefore(to);
        }
    }

    Faults(boolean calm, long seed, World.Time time, int tasks) {
        this.calm = calm;
        this.random = new SplittableRandom(seed);
        this.time = time;
        // A year has more steps the more tasks there are; the number of crashes does not depend on it much.
        crashes = 0.02 / Math.sqrt(tasks) * (0.2 + random.nextDouble());
        freezes = crashes / 3;
        if (!calm) {
            spans(outages, random.nextInt(3), 2, 60);
            spans(serverDown, random.nextInt(4), 1, 12);
            spans(deferring, random.nextInt(6), 6, 110);
        }
    }

    private void spans(List<Span> spans, int count, int shortest, int longest) {
        for (var i = 0; i < count; i++) {
            var from = anyTime();
            spans.add(new Span(from, from.plus(Duration.ofMinutes(random.nextInt(60 * shortest, 60 * longest)))));
        }
    }

    /** Has the mail server away for days, when much is to be told. */
    void serverAwayAround(List<Instant> busy) {
        if (calm || busy.isEmpty()) {
            return;
        }
        for (var i = random.nextInt(5); i > 0; i--) {
            var from = busy.get(random.nextInt(busy.size())).minus(Duration.ofHours(random.nextInt(24, 96)));
            serverAway.add(new Span(from, from.plus(Duration.ofHours(random.nextInt(24, 120)))));
        }
    }

    Instant anyTime() {
        return Scenario.START.plusSeconds(
                random.nextLong(Duration.between(Scenario.START, Scenario.CALM).toSeconds() - 400_000));
    }

    boolean calm() {
        return calm || !time.now().isBefore(Scenario.CALM);
    }

    void count(Mishap mishap) {
        counts.merge(mishap, 1, Integer::sum);
    }

    Map<Mishap, Integer> counts() {
        return counts;
    }

    /** How many crashes there were at each step. */
    Map<String, Integer> crashedAt() {
        return crashedAt;
    }

    Map<String, Integer> stepsSeen() {
        return seen;
    }

    /** At a step of a node: it ends there, or stops for a while, or nothing happens. */
    void at(String step, Node node, boolean canFreeze) {
        seen.merge(step, 1, Integer::sum);
        if (calm()) {
            return;
        }
        // Steps that are rare would hardly ever see a crash if all were alike.
        var rarity = Math.min(20, 1 + 20_000.0 / (100 + seen.get(step)));
        if (random.nextDouble() < crashes * rarity / 10) {
            count(Mishap.CRASH);
            crashedAt.merge(step, 1, Integer::sum);
            if (step.startsWith("smtp: after")) {
                count(Mishap.CRASH_WITH_A_MAIL_IN_FLIGHT);
            }
            node.crash();
        } else if (canFreeze && random.nextDouble() < freezes * rarity / 10) {
            count(Mishap.FREEZE);
            node.frozenSince = time.now();
            node.frozenUntil = time.now().plusSeconds(random.nextInt(1, 1_500));
        }
    }

    @Override
    public void beforeCommit() {
        if (!calm() && random.nextInt(3_000) == 0) {
            count(Mishap.COMMIT_FAILED);
            throw new DataAccessResourceFailureException("the connection was lost before the commit");
        }
    }

    @Override
    public void afterCommit() {
        if (!calm() && random.nextInt(3_000) == 0) {
            count(Mishap.COMMIT_UNKNOWN);
            throw new DataAccessResourceFailureException("the connection was lost while the commit was answered");
        }
    }

    boolean outage() {
        return !calm() && outages.stream().anyMatch(span -> span.covers(time.now()));
    }

    /** When an outage that is under way ends. */
    Instant outageEnd() {
        return outages.stream()
                .filter(span -> span.covers(time.now()))
                .map(Span::to)
                .max(Instant::compareTo)
                .orElse(time.now());
    }

    List<Span> outages() {
        return outages;
    }

    boolean serverIsDown() {
        return isNow(serverDown) || serverIsAway();
    }

    boolean serverIsAway() {
        return isNow(serverAway);
    }

    /** Whether the server takes nothing just now for every third reader. */
    boolean defers(String address) {
        return isNow(deferring) && address.hashCode() % 3 == 0;
    }

    private boolean isNow(List<Span> spans) {
        return !calm() && spans.stream().anyMatch(span -> span.covers(time.now()));
    }

    Duration downTime() {
        return Duration.ofMillis(
                random.nextInt(10) == 0 ? random.nextLong(60_000, 7_200_000) : random.nextLong(1_000, 60_000));
    }

    boolean loses(Mishap what, double share) {
        if (calm() || random.nextDouble() >= share) {
            return false;
        }
        count(what);
        return true;
    }

    SplittableRandom random() {
        return random;
    }
}
