package org.duban.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.duban.directory.Scope;
import org.duban.directory.UnitTree;
import org.duban.events.TaskEventDecoder;
import org.duban.events.UnreadableEvent;
import org.duban.events.WriteResult.Objection;
import org.duban.ledger.NameCheck;
import org.duban.ledger.TaskLedger;
import org.duban.reasons.Reason;
import org.duban.task.Act;
import org.duban.task.ActRights;
import org.duban.task.ActRule;
import org.duban.task.QuotedValue;
import org.duban.task.Task;
import org.duban.task.TaskEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds events against what somebody who does not speak for all may write, and fills in as which unit he acts. */
final class OwnEvents {

    /** Nobody reads more. */
    private static final int MOST_OBJECTIONS = 1_000;

    /** Of the units as which somebody may act: the leader of a province acts as thousands. */
    private static final int MOST_NAMED = 20;

    private final Scope scope;
    private final ActingUnits acting;
    private final TaskLedger ledger;
    private final NameCheck names;
    private final TaskEventDecoder decoder;
    private final UnitTree tree;
    private final ActRights rights;
    private final Set<String> assignedHere = new HashSet<>();

    OwnEvents(PresentUser user, TaskLedger ledger, NameCheck names, TaskEventDecoder decoder, UnitTree tree) {
        this.scope = user.scope();
        this.acting = user.actsAs();
        this.ledger = ledger;
        this.names = names;
        this.decoder = decoder;
        this.tree = tree;
        this.rights = new ActRights(tree);
    }

    /** An event that can be read, and its place in the batch. */
    private record Read(int index, TaskEvent event) {}

    /** What is not his to write, or cannot be read; where there is none, each event names who acts. */
    List<Objection> check(List<JsonNode> batch) {
        var objections = new ArrayList<Objection>();
        var events = read(batch, objections);
        var tasks = ledger.within(scope)
                .tasks(events.stream().map(each -> each.event().taskId()).collect(Collectors.toSet()));
        for (var each : events) {
            if (objections.size() >= MOST_OBJECTIONS) {
                break;
            }
            var objection = check(each.event(), batch.get(each.index()), tasks);
            if (objection != null) {
                objections.add(new Objection(each.index(), each.event().id(), objection));
            }
        }
        return objections;
    }

    private List<Read> read(List<JsonNode> batch, List<Objection> objections) {
        var events = new ArrayList<Read>();
        for (int i = 0; i < batch.size() && objections.size() < MOST_OBJECTIONS; i++) {
            try {
                events.add(new Read(i, decoder.decode(batch.get(i))));
            } catch (UnreadableEvent e) {
                var id = batch.get(i).path("id");
                objections.add(new Objection(i, id.isString() ? id.stringValue() : "", e.why()));
            }
        }
        return events;
    }

    private @Nullable Reason check(TaskEvent event, JsonNode json, Map<String, Task> tasks) {
        var task = tasks.get(event.taskId());
        if (event.act() instanceof Act.Assigned) {
            assignedHere.add(event.taskId());
        } else if (task == null && !assignedHere.contains(event.taskId())) {
            return OwnReason.OWN_TASK_UNSEEN.at("subject", QuotedValue.plain(event.taskId()));
        }
        var unknown = names.objection(event.act(), tree.within(visible(task)));
        return unknown.isPresent() ? unknown.get() : checkActor(event, json, task);
    }

    /** Whoever is on a task that he sees is no secret to him. */
    private Scope visible(@Nullable Task task) {
        if (task == null || scope.everything()) {
            return scope;
        }
        var units = new HashSet<>(scope.units());
        units.add(task.leadUnit());
        units.addAll(task.assistingUnits());
        return Scope.of(units);
    }

    private @Nullable Reason checkActor(TaskEvent event, JsonNode json, @Nullable Task task) {
        var rule = ActRule.of(event.act());
        var mine = acting.of(rule);
        var by = event.act().by();
        if (by != null) {
            return mine.contains(by)
                    ? null
                    : OwnReason.OWN_NOT_YOURS.at("data.by", QuotedValue.plain(by), rule.with(), cure(mine));
        }
        var meant = meant(event.act(), rule, task, mine);
        if (meant.size() > 1) {
            return OwnReason.OWN_SEVERAL.at("data.by", rule.with(), cure(meant));
        }
        if (meant.isEmpty()) {
            return task == null
                    ? OwnReason.OWN_NONE_HERE.at("data.by", rule.with())
                    : rights.none(rule, task).reason();
        }
        fillIn(meant.get(0), json);
        return null;
    }

    private List<String> meant(Act act, ActRule rule, @Nullable Task task, Collection<String> mine) {
        if (act instanceof Act.Assigned assigned) {
            return rights.among(mine, assigned);
        }
        return task == null ? mine.stream().sorted().toList() : rights.among(mine, rule, task);
    }

    /** What was read as an event is an object, and so is its data where there is some. */
    private static void fillIn(String unit, JsonNode json) {
        var event = (ObjectNode) json;
        var data = event.get("data") instanceof ObjectNode written ? written : event.putObject("data");
        data.put("by", unit);
    }

    private static Reason cure(Collection<String> units) {
        return units.isEmpty()
                ? OwnReason.OWN_NO_ROLE.with()
                : OwnReason.OWN_AS_WHICH.with(Reason.listed(
                        units.stream().sorted().map(QuotedValue::plain).toList(), MOST_NAMED));
    }
}
