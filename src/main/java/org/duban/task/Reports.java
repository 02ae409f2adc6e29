package org.duban.task;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the responsible units have signed for and reported.
 *
 * @param receivedBy units that have signed for it
 * @param percent progress that the lead unit last reported
 * @param assisting what assisting units last reported of their own parts, by the units' codes
 * @param completion what the lead unit's report of completion says that waits for its review; null if none waits
 */
public record Reports(
        List<String> receivedBy,
        @Nullable Integer percent,
        @JsonProperty("assisting_reports") List<Assisting> assisting,
        @JsonProperty("completion_report") @Nullable Completion completion) {

    static final Reports NONE = new Reports(List.of(), null, List.of(), null);

    /**
     * What a report of completion says.
     *
     * @param evidence links to what proves it, or where it lies
     */
    public record Completion(@Nullable String note, List<String> evidence) {
        public Completion {
            // Reports without evidence have no list of it as rows.
            evidence = evidence == null ? List.of() : List.copyOf(evidence);
        }
    }

    /**
     * What an assisting unit last reported of its own part (协办单位反馈). It is the unit's receipt, too, and changes nothing of
     * what the lead unit owes.
     *
     * @param percent how much of its part is done, as it last said
     * @param complete whether it reported its part complete, and no progress since
     * @param at when it reported, as the event says
     */
    public record Assisting(
            String unit,
            @Nullable Integer percent,
            boolean complete,
            Instant at,
            @Nullable String note) {}

    public Reports {
        receivedBy = List.copyOf(receivedBy);
        // Rows from before there was this column have none.
        assisting = assisting == null ? List.of() : List.copyOf(assisting);
    }

    Reports signedBy(String unit) {
        return new Reports(
                Stream.concat(receivedBy.stream(), Stream.of(unit)).toList(), percent, assisting, completion);
    }

    Reports done(@Nullable Integer reported) {
        return reported == null ? this : new Reports(receivedBy, reported, assisting, completion);
    }

    /** What is to be reviewed; null: nothing. */
    Reports completed(@Nullable Completion report) {
        return new Reports(receivedBy, percent, assisting, report);
    }

    /** Its percents stay as it said before where it says nothing of them now. */
    Reports of(Assisting report) {
        var reports = new ArrayList<Assisting>();
        reports.add(report);
        for (var before : assisting) {
            if (!before.unit.equals(report.unit)) {
                reports.add(before);
            } else if (report.percent == null) {
                reports.set(0, new Assisting(report.unit, before.percent, report.complete, report.at, report.note));
            }
        }
        reports.sort(Comparator.comparing(Assisting::unit));
        return new Reports(receivedBy, percent, reports, completion);
    }

    /** Those that have not been signed by these units. */
    Reports unsignedBy(Collection<String> units) {
        return new Reports(without(receivedBy, units::contains), percent, assisting, completion);
    }

    /** Who does not lead or assist any more has signed and reported nothing. */
    Reports ofOnly(String lead, List<String> helpers) {
        return new Reports(
                without(receivedBy, unit -> !unit.equals(lead) && !helpers.contains(unit)),
                percent,
                without(assisting, report -> !helpers.contains(report.unit)),
                completion);
    }

    private static <T> List<T> without(List<T> all, Predicate<T> left) {
        return all.stream().filter(left.negate()).toList();
    }
}
