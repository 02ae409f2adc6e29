package org.duban.access;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.duban.directory.Directory;
import org.duban.directory.Scope;
import org.duban.events.EventOutcomes;
import org.duban.events.StrictJson;
import org.duban.events.TaskEventDecoder;
import org.duban.events.TaskEventPublisher;
import org.duban.events.UnreadableEvent;
import org.duban.events.WriteResult;
import org.duban.events.WriteResult.Objection;
import org.duban.ledger.NameCheck;
import org.duban.ledger.TaskLedger;
import org.duban.reasons.Reason;
import org.duban.task.ActRights;
import org.duban.task.ActRule;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What the present user may do to tasks, by the table of {@link ActRule}, as those units of which he is somebody: whoever is of a
 * unit reports as it, whoever is of an office decides as it. Pages and REST ask here, and write through here.
 */
@Component
public final class UserActs {

    private static final Reason USED_UP = OwnReason.OWN_ID_USED_UP.at("id");

    private final PresentUser user;
    private final TaskLedger ledger;
    private final Directory directory;
    private final NameCheck names;
    private final TaskEventDecoder decoder;
    private final TaskEventPublisher door;
    private final EventOutcomes outcomes;
    private final InstantSource clock;

    /** It takes so many because it stands between those who act and the door, and looks at both. */
    UserActs(
            PresentUser user,
            TaskLedger ledger,
            Directory directory,
            NameCheck names,
            TaskEventDecoder decoder,
            TaskEventPublisher door,
            EventOutcomes outcomes,
            InstantSource clock) {
        this.user = user;
        this.ledger = ledger;
        this.directory = directory;
        this.names = names;
        this.decoder = decoder;
        this.door = door;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    /** Each act on a task, in the order of the table; empty if he sees no task of this id. */
    public Optional<List<ActChoice>> choices(String taskId) {
        var choices =
                new ActChoices(new ActRights(directory.tree()), user.actsAs(), user.speaksForAll(), clock.instant());
        return ledger.within(user.scope())
                .task(taskId)
                .map(task -> Arrays.stream(ActRule.values())
                        .filter(rule -> rule != ActRule.ASSIGNED)
                        .map(rule -> choices.of(rule, task))
                        .toList());
    }

    /** His units that may assign a task to this lead unit, nearest first; of who speaks for all, whichever may. */
    public List<String> assigning(String leadUnit) {
        var acting = user.actsAs().of(ActRule.ASSIGNED);
        return new ActRights(directory.tree())
                .assigners(leadUnit).stream()
                        .filter(unit -> user.speaksForAll() || acting.contains(unit))
                        .toList();
    }

    /**
     * Writes events as {@link TaskEventPublisher#write} does, all or none, if they are his to write. Where one does not name who
     * acts, and only one of his units can be meant, that one is filled in. He may be told nothing of tasks and units that he
     * does not see: events about them are refused as those about none.
     */
    public WriteResult write(byte[] json) {
        if (user.speaksForAll()) {
            return door.write(json);
        }
        List<JsonNode> batch;
        try {
            batch = StrictJson.readBatch(json);
        } catch (UnreadableEvent e) {
            return door.write(json);
        }
        var objections = new OwnEvents(user, ledger, names, decoder, directory.tree()).check(batch);
        return objections.isEmpty()
                ? discreet(
                        door.write(StrictJson.write(
                                JsonNodeFactory.instance.arrayNode().addAll(batch))),
                        batch)
                : new WriteResult(objections, List.of());
    }

    /** What an id is used up for is told to whoever sees it only. */
    private WriteResult discreet(WriteResult result, List<JsonNode> batch) {
        return new WriteResult(
                result.objections().stream()
                        .map(one -> one.why().field().equals("id") && isOfUnseen(batch.get(one.index()))
                                ? new Objection(one.index(), one.eventId(), USED_UP)
                                : one)
                        .toList(),
                result.events());
    }

    private boolean isOfUnseen(JsonNode event) {
        var source = event.path("source").asString("");
        var id = event.path("id").asString("");
        return outcomes.of(source, id, Scope.EVERYTHING, user.key()).isPresent()
                && outcomes.of(source, id, user.scope(), user.key()).isEmpty();
    }
}
