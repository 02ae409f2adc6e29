package org.duban.drill;

import java.util.ArrayList;
import java.util.List;
import org.duban.files.DamagedFiles;
import org.duban.files.InputFile;
import org.junit.jupiter.api.Test;

/** Whatever has become of a list of tasks or events, it is read, or its mistakes are told. */
class ListedTaskFuzzTests {

    @Test
    void readsOrTellsTheMistakesOfWhateverAListOfTasksHolds() {
        var file = DamagedFiles.bytes("classpath:demo/tasks.csv");

        DamagedFiles.of(
                List.of(file),
                damaged -> DamagedFiles.readOrTell(
                        found -> ListedTask.read(found, new ArrayList<>()), "tasks.csv", damaged));
    }

    @Test
    void readsOrTellsTheMistakesOfWhateverAListOfEventsHolds() {
        var tasks = ListedTask.read(InputFile.of("classpath:demo/tasks.csv"), new ArrayList<>()).stream()
                .map(ListedTask::id)
                .toList();
        var file = DamagedFiles.bytes("classpath:demo/events.csv");

        DamagedFiles.of(
                List.of(file),
                damaged -> DamagedFiles.readOrTell(
                        found -> ListedEvent.read(found, tasks, new ArrayList<>()), "events.csv", damaged));
    }
}
