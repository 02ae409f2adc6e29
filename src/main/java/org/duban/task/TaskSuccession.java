package org.duban.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duban.directory.Merger;
import org.duban.directory.UnitTree;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a merger of units does to a task: an amendment like any other, told like any other. Pure. */
public final class TaskSuccession {

    /** The source of these events; their ids name the removal and the task. */
    private static final String SOURCE = "urn:duban:merger";

    private static final String AMENDED = "duban.task.amended";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TaskSuccession() {}

    /**
     * The event that puts the successor in the unit's place.
     *
     * @param units those that there are; assisting units that are gone can help nobody and are left out
     */
    public static TaskEvent event(Task task, Merger merger, UnitTree units) {
        var lead = task.leadUnit().equals(merger.from()) ? merger.to() : null;
        var assisting = task.assistingUnits().stream()
                .map(unit -> unit.equals(merger.from()) ? merger.to() : unit)
                .filter(unit -> units.unit(unit).isPresent())
                .filter(unit -> !unit.equals(lead == null ? task.leadUnit() : lead))
                .distinct()
                .toList();
        var changed = assisting.equals(task.assistingUnits()) ? null : assisting;
        var act = new Act.Amended(Matter.Rewording.NONE, lead, changed, null, null, null, null);
        return new TaskEvent(
                SOURCE + ":" + merger.from() + ":" + merger.to(),
                merger.reference() + "#" + task.id(),
                AMENDED,
                task.id(),
                merger.at(),
                null,
                act,
                data(lead, changed, merger));
    }

    private static String data(@Nullable String lead, @Nullable List<String> assisting, Merger merger) {
        var data = new LinkedHashMap<String, Object>();
        if (lead != null) {
            data.put("leadUnit", lead);
        }
        if (assisting != null) {
            data.put("assistingUnits", assisting);
        }
        data.put("merged", Map.of("from", merger.from(), "into", merger.to()));
        return JSON.writeValueAsString(data);
    }
}
