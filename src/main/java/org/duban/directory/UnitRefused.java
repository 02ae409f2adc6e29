package org.duban.directory;

import java.util.List;
import java.util.stream.Collectors;
import org.duban.reasons.Reason;
import org.duban.reasons.Wording;

/** Units that cannot be so, or cannot leave; nothing has changed. The message is in English, one line for each thing that is wrong. */
public final class UnitRefused extends IllegalArgumentException {

    private final transient List<UnitProblem> problems;

    UnitRefused(List<UnitProblem> problems) {
        super(problems.stream().map(UnitProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Each thing that is wrong. */
    public List<Reason> why() {
        return problems.stream().map(UnitProblem::told).toList();
    }

    /** The same for whoever has named one unit: what is wrong with that one by its field, as JSON names it. */
    public List<Reason> whyOf(String unit) {
        return problems.stream()
                .map(one -> one.unit().equals(unit) ? one.inField() : one.told())
                .toList();
    }

    /** The message in words. */
    public String in(Wording words) {
        return why().stream().map(one -> one.in(words)).collect(Collectors.joining("\n"));
    }
}
