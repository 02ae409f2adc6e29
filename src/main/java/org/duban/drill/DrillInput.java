package org.duban.drill;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.duban.files.BadInput;

/**
 * What a drill is to play, as its files have it; names in it are not looked up yet.
 *
 * @param unused columns of the files that are not read
 * @param today an instant of the day on which the drill is played
 */
record DrillInput(
        DrillProperties settings,
        List<ListedTask> tasks,
        List<ListedEvent> events,
        List<String> unused,
        Instant today) {

    DrillInput {
        tasks = List.copyOf(tasks);
        events = List.copyOf(events);
        unused = List.copyOf(unused);
    }

    /** @throws BadInput with the mistakes of the tasks file, or else of the events file */
    static DrillInput read(DrillProperties settings, Instant today) {
        var unused = new ArrayList<String>();
        var tasks = ListedTask.read(settings.tasks(), unused).stream()
                .map(task -> settings.policy().map(task::following).orElse(task))
                .toList();
        var ids = tasks.stream().map(ListedTask::id).toList();
        var events = settings.events()
                .map(file -> ListedEvent.read(file, ids, unused))
                .orElse(List.of());
        return new DrillInput(settings, tasks, events, unused, today);
    }
}
