package org.duban.access;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.duban.directory.Scope;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.task.ActRights;
import org.duban.task.ActRule;
import org.duban.task.Task;

/**
 * For whom somebody decides, as he showed when he asked for something: kept with work that goes on after he has left. It is held
 * against the tree of units as that is at the time of each act.
 *
 * @param forAll whether he speaks for whomever an event names, and for the office where it names nobody
 * @param offices the codes of the offices as which he decides
 */
public record Mandate(boolean forAll, Set<String> offices) {

    public Mandate {
        offices = Set.copyOf(offices);
    }

    /** Whether he may decide this of a task now, and else who may or when; what units report is nobody's by a mandate. */
    public ActChoice choice(ActRule rule, Task task, UnitTree tree, Instant now) {
        return new ActChoices(new ActRights(tree), new ActingUnits(Set.of(), present(tree)), forAll, now)
                .of(rule, task);
    }

    /** The units of which he is the office, and those below them. */
    public Scope scope(UnitTree tree) {
        if (forAll) {
            return Scope.EVERYTHING;
        }
        var reached = new HashSet<>(present(tree));
        present(tree)
                .forEach(office -> tree.below(office).stream().map(Unit::code).forEach(reached::add));
        return Scope.of(reached);
    }

    private Set<String> present(UnitTree tree) {
        return offices.stream().flatMap(office -> tree.present(office).stream()).collect(Collectors.toSet());
    }
}
