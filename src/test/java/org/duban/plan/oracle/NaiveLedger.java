package org.duban.plan.oracle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.task.Task;
import org.duban.task.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what, and what can be decided, once more, written from the table in the documentation and not from the ledger:
 * whether an event of an example gets in.
 */
final class NaiveLedger {

    private static final Set<String> UNITS_ACTS = Set.of("received", "progressed", "submitted");

    private final Map<String, Unit> units;

    NaiveLedger(Map<String, Unit> units) {
        this.units = units;
    }

    /** The policy of an example may refuse amounts for reasons of its own; those are not asked for here. */
    boolean takes(@Nullable Task task, Map<String, Object> event) {
        var type = (String) event.get("type");
        var by = (String) event.get("by");
        if (type.equals("assigned")) {
            return task == null
                    && (by == null || leading((String) event.get("leadUnit")).contains(by));
        }
        if (task == null || closed(task) != type.equals("reopened")) {
            return false;
        }
        var time = Instant.parse((String) event.getOrDefault("time", event.get("learned")));
        if (UNITS_ACTS.contains(type)) {
            var helps = by != null && task.assistingUnits().contains(by);
            return helps || ((by == null || by.equals(task.leadUnit())) && ready(task, type, time));
        }
        if (type.equals("extension-requested")) {
            return (by == null || by.equals(task.leadUnit()))
                    && time.isBefore(end(task))
                    && end(task, event).isAfter(end(task))
                    && reached(task, event, time);
        }
        return (by == null || leading(task.leadUnit()).contains(by))
                && ready(task, type, time)
                && canBe(task, type, event, time);
    }

    private static boolean closed(Task task) {
        return task.status() == TaskStatus.STRUCK_OFF || task.status() == TaskStatus.WITHDRAWN;
    }

    private static boolean ready(Task task, String type, Instant time) {
        var reported = task.status() == TaskStatus.SUBMITTED;
        var held = task.hold().held()
                && (task.hold().until() == null || time.isBefore(task.hold().until()));
        return switch (type) {
            case "progressed" -> !reported;
            case "submitted" -> !reported && !held;
            case "returned" -> reported;
            case "resumed" -> task.hold().held();
            case "extension-declined" -> task.request() != null;
            default -> true;
        };
    }

    private boolean canBe(Task task, String type, Map<String, Object> event, Instant time) {
        var until = (String) event.get("until");
        return switch (type) {
            case "extension-granted" ->
                end(task, event).isAfter(end(task)) && end(task, event).isAfter(time) && reached(task, event, time);
            case "returned" -> !moves(task, event) || (end(task, event).isAfter(time) && reached(task, event, time));
            case "held" ->
                until == null
                        || (Instant.parse(until).isAfter(time)
                                && Instant.parse(until).isAfter(Instant.parse((String) event.get("learned")))
                                && !Instant.parse(until).isAfter(yearsAfter(time)));
            case "amended" -> amends(task, event, time);
            default -> true;
        };
    }

    private boolean amends(Task task, Map<String, Object> event, Instant time) {
        var lead = (String) event.get("leadUnit");
        var by = (String) event.get("by");
        var mayHandOver = by == null
                || lead == null
                || lead.equals(task.leadUnit())
                || leading(lead).contains(by);
        var helpers = event.get("assistingUnits");
        var leadHelps = lead == null && helpers instanceof List<?> named && named.contains(task.leadUnit());
        return mayHandOver
                && !leadHelps
                && (!moves(task, event)
                        || (!end(task, event).isBefore(task.times().assigned()) && reached(task, event, time)));
    }

    private boolean moves(Task task, Map<String, Object> event) {
        var text = (String) event.get("deadline");
        if (text == null) {
            return false;
        }
        return text.length() > 10
                ? !OffsetDateTime.parse(text).toInstant().equals(task.deadline().at())
                : task.deadline().at() != null
                        || !LocalDate.parse(text).equals(task.deadline().date());
    }

    private boolean reached(Task task, Map<String, Object> event, Instant time) {
        var later = end(task).isAfter(time) ? end(task) : time;
        return !end(task, event).isAfter(yearsAfter(later));
    }

    private static Instant yearsAfter(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).plusYears(10).toInstant();
    }

    private Instant end(Task task) {
        return task.deadline().at() != null
                ? task.deadline().at()
                : task.deadline().date().atTime(23, 59, 59).atZone(zone(task)).toInstant();
    }

    private Instant end(Task task, Map<String, Object> event) {
        var text = (String) event.get("deadline");
        return text.length() > 10
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDate.parse(text).atTime(23, 59, 59).atZone(zone(task)).toInstant();
    }

    private ZoneId zone(Task task) {
        return units.get(task.leadUnit()).zone();
    }

    /** Every leading group and office on the way up from a unit; where there is none, who is highest: itself, or else the top. */
    private List<String> leading(String unit) {
        var way = new HashSet<String>();
        for (var at = units.get(unit).parent();
                at != null && way.add(at);
                at = units.get(at).parent()) {
            // Up to the top.
        }
        var above = way.stream()
                .filter(code -> units.get(code).kind() != UnitKind.UNIT)
                .toList();
        if (!above.isEmpty()) {
            return above;
        }
        return units.get(unit).kind() == UnitKind.UNIT ? NaiveReaders.top(units) : List.of(unit);
    }
}
