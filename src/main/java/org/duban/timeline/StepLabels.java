package org.duban.timeline;

import java.util.Locale;
import org.duban.plan.StepNames;
import org.duban.rulebook.Planner;
import org.duban.task.Task;
import org.duban.words.Languages;

/** What the steps of one task are called in the language of a reader. */
record StepLabels(Planner planner, Task task, StepNames names) {

    static StepLabels of(Planner planner, Task task, Languages languages, Locale reader) {
        return new StepLabels(planner, task, new StepNames(languages.words(StepNames.BUNDLE, reader), reader));
    }

    String of(String step) {
        return names.of(step, planner.label(task, step));
    }
}
