package org.duban.fate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duban.content.Notice;
import org.duban.plan.PlannedStep;

/**
 * What waits for one reader, composed anew: of each task the most severe of what is to be told about it, in as few of the
 * notices as that takes. Pure.
 *
 * @param dropped lines that are left out for others, by their ids
 * @param moved lines that another notice tells than before, by their ids
 * @param merged notices all of whose lines others tell, and one of those
 */
public record MergedLines(Map<Long, DroppedLine> dropped, Map<Long, UUID> moved, Map<UUID, UUID> merged) {

    /** The notices of the most severe lines take up the others. */
    private static final Comparator<Waiting> MOST_SEVERE_FIRST = Comparator.comparing(
                    (Waiting waiting) -> waiting.kept.line().level())
            .thenComparing(waiting -> waiting.kept.line().stepAt())
            .reversed()
            .thenComparing(waiting -> waiting.kept.line().taskId())
            .thenComparing(waiting -> waiting.kept.id());

    /**
     * A line that waits and still holds.
     *
     * @param step what its task's plan says of it
     * @param owedTo the unit that it is for
     */
    public record Waiting(KeptLine kept, PlannedStep step, String owedTo) {
        private Matter matter() {
            return new Matter(kept.line().taskId(), owedTo);
        }
    }

    /** Of what is told about a task to a unit, the most severe counts. */
    private record Matter(String task, String unit) {}

    public static MergedLines of(List<Waiting> all) {
        var worst = new HashMap<Matter, PlannedStep>();
        all.stream()
                .filter(waiting -> !waiting.step.besides())
                .forEach(waiting -> worst.merge(
                        waiting.matter(), waiting.step, (one, other) -> other.supersedes(one) ? other : one));
        var dropped = new HashMap<Long, DroppedLine>();
        var told = new ArrayList<Waiting>();
        for (var waiting : all) {
            var worse = worst.get(waiting.matter());
            if (worse != null && worse.supersedes(waiting.step)) {
                dropped.put(waiting.kept.id(), LineValidity.leftOutFor(worse));
            } else {
                told.add(waiting);
            }
        }
        told.sort(MOST_SEVERE_FIRST);
        return packed(dropped, told.stream().map(Waiting::kept).toList());
    }

    /** The notices of the most severe lines take up those of the others, if that makes them fewer. */
    private static MergedLines packed(Map<Long, DroppedLine> dropped, List<KeptLine> told) {
        var notices = told.stream().map(KeptLine::notice).distinct().toList();
        var moved = new HashMap<Long, UUID>();
        var merged = new HashMap<UUID, UUID>();
        var groups = Notice.packed(told, kept -> kept.line().taskId());
        if (groups.size() >= notices.size()) {
            return new MergedLines(dropped, moved, merged);
        }
        for (var place = 0; place < groups.size(); place++) {
            var notice = notices.get(place);
            groups.get(place).stream()
                    .filter(kept -> !notice.equals(kept.notice()))
                    .forEach(kept -> {
                        moved.put(kept.id(), notice);
                        merged.putIfAbsent(kept.notice(), notice);
                    });
        }
        merged.keySet().removeAll(notices.subList(0, groups.size()));
        return new MergedLines(dropped, moved, merged);
    }
}
