package org.duban.answers;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.duban.answers.links.Answer;
import org.duban.answers.links.AnswerGrant;
import org.duban.directory.UnitTree;
import org.duban.task.ActRights;
import org.duban.task.ActRights.Denial;
import org.duban.task.LedgerEntry;
import org.duban.task.Task;

/**
 * Whether a right still stands, by what the ledger knows now. Pure.
 *
 * @param history the applied events of its task, oldest first
 * @param now when it is asked
 */
record GrantCheck(AnswerGrant right, Task task, List<LedgerEntry> history, UnitTree units, Instant now) {

    private static final List<String> DECISIVE = List.of(
            "duban.task.extension-requested",
            "duban.task.extension-granted",
            "duban.task.extension-declined",
            "duban.task.submitted",
            "duban.task.returned");

    Optional<AnswerRefusal> hindrance() {
        var denial = new ActRights(units).denial(right.answer().rule(), task, right.unit(), now);
        if (denial.isPresent()) {
            return denial.map(GrantCheck::hindrance);
        }
        if (right.answer().decision()) {
            return decision();
        }
        if (right.answer() == Answer.RESUMED) {
            return only(!task.hold().active(now), AnswerRefusal.NOT_HELD);
        }
        var signed =
                right.answer() == Answer.RECEIVED && task.reports().receivedBy().contains(right.unit());
        return only(signed, AnswerRefusal.SIGNED);
    }

    private static AnswerRefusal hindrance(Denial denial) {
        if (!(denial instanceof Denial.NotNow notNow)) {
            return AnswerRefusal.NOT_YOURS;
        }
        return switch (notNow.needs()) {
            case OPEN -> AnswerRefusal.CLOSED;
            case NOT_REPORTED -> AnswerRefusal.IN_REVIEW;
            case NOT_HELD -> AnswerRefusal.HELD;
            case BEFORE_DEADLINE -> AnswerRefusal.PAST_DEADLINE;
            case HOLD -> AnswerRefusal.NOT_HELD;
            case CLOSED -> AnswerRefusal.OPEN;
            case REPORTED, REQUEST -> AnswerRefusal.DECIDED;
        };
    }

    /** A decision is about what the office had read: not about a report or a request that came after it. */
    private Optional<AnswerRefusal> decision() {
        var since = history.subList((int) Math.min(right.revision(), history.size()), history.size());
        var changed = since.stream().map(LedgerEntry::type).anyMatch(DECISIVE::contains);
        var nothingToDecide = switch (right.answer()) {
            case EXTENSION_GRANTED, EXTENSION_DECLINED -> task.request() == null;
            default -> !task.submitted();
        };
        return only(changed || nothingToDecide, AnswerRefusal.DECIDED);
    }

    private static Optional<AnswerRefusal> only(boolean hindered, AnswerRefusal hindrance) {
        return hindered ? Optional.of(hindrance) : Optional.empty();
    }
}
