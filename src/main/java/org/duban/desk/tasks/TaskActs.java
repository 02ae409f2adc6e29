package org.duban.desk.tasks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.duban.access.ActChoice;
import org.duban.answers.links.FormOfAct;
import org.duban.task.ActRights.Denial;
import org.duban.task.ActRule;
import org.duban.task.ActRule.Needs;
import org.duban.task.Reports;
import org.duban.task.Task;

/**
 * What somebody may do to a task as it is: which acts he is offered, as whom, which of them come first, and whose turn it is.
 * Pure.
 *
 * @param choices each act and whether it is his
 */
record TaskActs(Task task, List<ActChoice> choices, Instant now) {

    private static final int FIRST = 2;

    private static final List<ActRule> REPORTS = List.of(ActRule.RECEIVED, ActRule.PROGRESSED, ActRule.SUBMITTED);

    /** Why a report has to wait is worth a word; that there is nothing to return is not. */
    private static final Set<Needs> WORTH_A_WORD =
            EnumSet.of(Needs.NOT_REPORTED, Needs.NOT_HELD, Needs.BEFORE_DEADLINE);

    /**
     * An act that he may do.
     *
     * @param as the units as which he may, the most likely first; empty where nobody need be named
     * @param forOthers whether he does it for units that are not his
     */
    record Offer(FormOfAct act, List<String> as, boolean forOthers) {}

    /** Who is to do what next. */
    record Turn(ActRule rule, Optional<String> who) {}

    /** An act that is his and has to wait. */
    record Waiting(FormOfAct act, Needs needs) {}

    List<Offer> offers() {
        return choices.stream()
                .filter(ActChoice::may)
                .flatMap(choice -> offer(choice).stream())
                .toList();
    }

    private Optional<Offer> offer(ActChoice choice) {
        var forOthers = choice.as().isEmpty();
        var as = (forOthers ? choice.who() : choice.as())
                .stream()
                        .filter(choice.rule() == ActRule.RECEIVED ? Predicate.not(this::signed) : unit -> true)
                        .sorted((one, other) ->
                                choice.who().indexOf(one) - choice.who().indexOf(other))
                        .toList();
        if (choice.rule() == ActRule.RECEIVED && as.isEmpty()
                || choice.rule() == ActRule.RESUMED && !task.hold().active(now)) {
            return Optional.empty();
        }
        return DeskAct.of(choice.rule(), task).map(act -> new Offer(act, as, forOthers));
    }

    private boolean signed(String unit) {
        return task.reports().receivedBy().contains(unit)
                || task.reports().assisting().stream()
                        .map(Reports.Assisting::unit)
                        .anyMatch(unit::equals);
    }

    /** The one or two that are most likely wanted now. */
    List<Offer> first() {
        var likely = new ArrayList<ActRule>(decisions());
        likely.addAll(REPORTS);
        var offers = offers();
        return likely.stream()
                .flatMap(rule -> offers.stream()
                        .filter(offer -> offer.act().rule() == rule)
                        .filter(offer -> !(offer.forOthers() && REPORTS.contains(rule))))
                .limit(FIRST)
                .toList();
    }

    private List<ActRule> decisions() {
        if (!task.open()) {
            return List.of();
        }
        if (task.request() != null) {
            return List.of(ActRule.EXTENSION_GRANTED, ActRule.EXTENSION_DECLINED);
        }
        if (task.submitted()) {
            return List.of(ActRule.STRUCK_OFF, ActRule.RETURNED);
        }
        return task.hold().active(now) ? List.of(ActRule.RESUMED) : List.of();
    }

    /** Whose turn it is; empty once nobody's. */
    Optional<Turn> turn() {
        if (!task.open()) {
            return Optional.empty();
        }
        var rule = Stream.concat(decisions().stream(), Stream.of(report())).findFirst();
        return rule.map(found -> new Turn(
                found,
                choice(found).stream().flatMap(choice -> choice.who().stream()).findFirst()));
    }

    private ActRule report() {
        return signed(task.leadUnit()) ? ActRule.SUBMITTED : ActRule.RECEIVED;
    }

    boolean may(ActRule rule) {
        return choice(rule).filter(ActChoice::may).isPresent();
    }

    /** The offer of this name. */
    Optional<Offer> offer(String name) {
        return offers().stream()
                .filter(offer -> offer.act().name().equals(name))
                .findFirst();
    }

    /** Why he may not; empty if he may. */
    Optional<Denial> denial(ActRule rule) {
        return choice(rule).flatMap(choice -> Optional.ofNullable(choice.denial()));
    }

    Optional<ActChoice> choice(ActRule rule) {
        return choices.stream().filter(choice -> choice.rule() == rule).findFirst();
    }

    /** As whom he may. */
    List<String> as(ActRule rule) {
        return choice(rule)
                .map(choice -> choice.as().isEmpty() ? choice.who() : choice.as())
                .orElse(List.of());
    }

    /** What is his and has to wait, if that is worth a word. */
    List<Waiting> waiting() {
        return choices.stream()
                .filter(choice ->
                        choice.denial() instanceof Denial.NotNow notNow && WORTH_A_WORD.contains(notNow.needs()))
                .flatMap(choice -> DeskAct.of(choice.rule(), task).stream()
                        .map(act -> new Waiting(act, ((Denial.NotNow) choice.denial()).needs())))
                .toList();
    }
}
