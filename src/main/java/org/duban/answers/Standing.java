package org.duban.answers;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.ledger.LedgerEntry;
import org.duban.ledger.Task;
import org.duban.ledger.TaskStatus;

/**
 * Whether a right still stands, by what the ledger knows now. Pure.
 *
 * @param history the applied events of its task, oldest first
 * @param now when it is asked
 */
record Standing(Right right, Task task, List<LedgerEntry> history, UnitTree units, Instant now) {

    private static final List<String> DECISIVE = List.of(
            "duban.task.extension-requested",
            "duban.task.extension-granted",
            "duban.task.extension-declined",
            "duban.task.submitted",
            "duban.task.returned");

    Optional<Hindrance> hindrance() {
        if (task.status().closed()) {
            return Optional.of(Hindrance.CLOSED);
        }
        if (!entitled()) {
            return Optional.of(Hindrance.NOT_YOURS);
        }
        return right.answer().decision() ? decision() : report();
    }

    private boolean entitled() {
        var unit = right.unit();
        if (right.answer().decision()) {
            return Stream.concat(
                            units.officesAbove(task.leadUnit()).stream(), units.highestAbove(task.leadUnit()).stream())
                    .map(Unit::code)
                    .anyMatch(unit::equals);
        }
        return task.leadUnit().equals(unit)
                || (!right.answer().leadOnly() && task.assistingUnits().contains(unit));
    }

    private Optional<Hindrance> report() {
        var inReview = task.status() == TaskStatus.SUBMITTED;
        return switch (right.answer()) {
            case RECEIVED -> only(task.receivedBy().contains(right.unit()), Hindrance.SIGNED);
            case SUBMITTED -> inReview ? Optional.of(Hindrance.IN_REVIEW) : only(held(), Hindrance.HELD);
            case EXTENSION_REQUESTED -> only(past(), Hindrance.PAST_DEADLINE);
            default -> only(inReview, Hindrance.IN_REVIEW);
        };
    }

    private boolean held() {
        return task.held() && (task.holdUntil() == null || now.isBefore(task.holdUntil()));
    }

    private boolean past() {
        var at = task.deadlineAt();
        var zone = units.unit(task.leadUnit()).map(Unit::zone).orElse(ZoneOffset.UTC);
        return at == null ? now.atZone(zone).toLocalDate().isAfter(task.deadlineDate()) : !now.isBefore(at);
    }

    /** A decision is about what the office had read: not about a report or a request that came after it. */
    private Optional<Hindrance> decision() {
        var since = history.subList((int) Math.min(right.revision(), history.size()), history.size());
        var changed = since.stream().map(LedgerEntry::type).anyMatch(DECISIVE::contains);
        var nothingToDecide = switch (right.answer()) {
            case EXTENSION_GRANTED, EXTENSION_DECLINED -> task.extensionRequested() == null;
            default -> task.status() != TaskStatus.SUBMITTED;
        };
        return only(changed || nothingToDecide, Hindrance.DECIDED);
    }

    private static Optional<Hindrance> only(boolean hindered, Hindrance hindrance) {
        return hindered ? Optional.of(hindrance) : Optional.empty();
    }
}
