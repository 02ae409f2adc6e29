package org.duban.notice.pipeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.duban.fate.DroppedLine;
import org.duban.fate.DueStep;
import org.duban.fate.KeptLine;
import org.duban.fate.LineValidity;
import org.duban.fate.MergedLines;
import org.duban.notice.NoticeTable.Claimed;

/** What is left of claimed notices as of now, and what becomes of the rest. Pure. */
final class ClaimFilter {

    private final LineValidity validity;
    private final Map<UUID, List<KeptLine>> told = new HashMap<>();
    private final Map<Long, DroppedLine> dropped = new HashMap<>();
    private final Map<Long, UUID> moved = new HashMap<>();
    private final Map<UUID, UUID> merged = new HashMap<>();
    private final Map<UUID, Instant> triedFrom = new HashMap<>();
    private final Set<UUID> shrunk = new HashSet<>();
    private final List<DueStep> handedOn = new ArrayList<>();

    /** One who reads notices: several of a unit may read under several addresses, and one under those of several units. */
    record Mailbox(String recipient, String address) implements Comparable<Mailbox> {
        private static final Comparator<Mailbox> ORDER =
                Comparator.comparing(Mailbox::recipient).thenComparing(Mailbox::address);

        @Override
        public int compareTo(Mailbox other) {
            return ORDER.compare(this, other);
        }

        static Mailbox of(Claimed claimed) {
            return new Mailbox(claimed.notice().recipient(), claimed.notice().address());
        }
    }

    ClaimFilter(LineValidity validity) {
        this.validity = validity;
    }

    /** Drops what of a notice is not told any more. A mail that may have arrived is repeated as the same bytes or not at all. */
    void apply(Claimed claimed, List<KeptLine> lines) {
        if (repeats(claimed, lines)) {
            told.put(claimed.notice().id(), lines);
        } else if (!claimed.asked()) {
            told.put(claimed.notice().id(), left(claimed, lines));
        }
        // What was told before and is asked for again stays told; only it is not told once more.
    }

    private boolean repeats(Claimed claimed, List<KeptLine> lines) {
        var recipient = claimed.notice().recipient();
        if (!claimed.repeated() || !validity.knows(recipient)) {
            return false;
        }
        return claimed.asked()
                ? lines.stream()
                        .allMatch(line -> validity.overtaken(line, recipient).isEmpty())
                : claimed.forced() || lines.stream().anyMatch(line -> validity.holds(line, recipient));
    }

    private List<KeptLine> left(Claimed claimed, List<KeptLine> lines) {
        var left = new ArrayList<KeptLine>();
        for (var line : lines) {
            validity.dropped(line, claimed.notice().recipient())
                    .ifPresentOrElse(
                            why -> {
                                dropped.put(line.id(), why);
                                shrunk.add(line.notice());
                                handedOn.addAll(
                                        validity.handedOn(line, claimed.notice().recipient()));
                            },
                            () -> left.add(line));
        }
        return left;
    }

    /** Composes anew what waits for each reader. */
    void merge(Collection<Claimed> waiting) {
        var byReader = new LinkedHashMap<Mailbox, List<Claimed>>();
        waiting.forEach(claimed -> byReader.computeIfAbsent(Mailbox.of(claimed), any -> new ArrayList<>())
                .add(claimed));
        byReader.values().stream().filter(several -> several.size() > 1).forEach(this::mergeForOne);
    }

    private void mergeForOne(List<Claimed> several) {
        var anew = MergedLines.of(
                several.stream().flatMap(claimed -> waiting(claimed).stream()).toList());
        dropped.putAll(anew.dropped());
        moved.putAll(anew.moved());
        merged.putAll(anew.merged());
        several.stream()
                .filter(claimed -> claimed.attempts() > 1)
                .map(Claimed::triedFrom)
                .min(Instant::compareTo)
                .ifPresent(since -> putOffSince(since, several));
        several.forEach(claimed -> keep(
                claimed,
                kept -> !anew.dropped().containsKey(kept.id()) && !anew.moved().containsKey(kept.id())));
    }

    /** A reader who cannot be reached is given up in time, however often more is to be told meanwhile. */
    private void putOffSince(Instant since, List<Claimed> several) {
        several.stream()
                .filter(claimed -> claimed.triedFrom().isAfter(since))
                .forEach(claimed -> triedFrom.put(claimed.notice().id(), since));
    }

    private void keep(Claimed claimed, Predicate<KeptLine> which) {
        var kept = told(claimed).stream().filter(which).toList();
        if (kept.size() < told(claimed).size()) {
            shrunk.add(claimed.notice().id());
            told.put(claimed.notice().id(), kept);
        }
    }

    private List<MergedLines.Waiting> waiting(Claimed claimed) {
        var recipient = claimed.notice().recipient();
        var waiting = new ArrayList<MergedLines.Waiting>();
        for (var kept : told(claimed)) {
            validity.step(kept, recipient)
                    .ifPresent(step -> waiting.add(new MergedLines.Waiting(kept, step, kept.owedTo(recipient))));
        }
        return waiting;
    }

    /** The lines of a notice that it still tells, without those that came from others. */
    List<KeptLine> told(Claimed claimed) {
        return told.getOrDefault(claimed.notice().id(), List.of());
    }

    /** Whether it has fewer lines of its own than before, or counts as tried for longer. */
    boolean changed(Claimed claimed) {
        var id = claimed.notice().id();
        return shrunk.contains(id) || triedFrom.containsKey(id);
    }

    /** Since when what a notice tells by now has been tried. */
    Instant triedFrom(Claimed claimed) {
        return triedFrom.getOrDefault(claimed.notice().id(), claimed.triedFrom());
    }

    /** Lines that are not told any more, by their ids. */
    Map<Long, DroppedLine> dropped() {
        return dropped;
    }

    /** What is told to units that took over from those that have left. */
    List<DueStep> handedOn() {
        return handedOn;
    }

    /** Lines that another notice tells than before, by their ids. */
    Map<Long, UUID> moved() {
        return moved;
    }

    /** Notices all of whose lines others tell, and one of those. */
    Map<UUID, UUID> merged() {
        return merged;
    }
}
