package org.duban.desk.tasks;

import java.util.Locale;
import org.duban.answers.ActForms;
import org.duban.desk.TaskLines;
import org.duban.task.Task;
import org.duban.words.Words;

/**
 * A task that somebody has opened, as it is then.
 *
 * @param acts what he may do to it
 * @param forms those of the acts on it
 */
record OneTask(Task task, TaskLines lines, TaskActs acts, ActForms forms, Locale browser) {

    Words words() {
        return lines.words();
    }
}
