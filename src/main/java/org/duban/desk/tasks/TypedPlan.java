package org.duban.desk.tasks;

import java.util.List;
import org.duban.desk.tasks.TaskFormPage.Plan;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * What a form amounts to while somebody still writes it.
 *
 * @param plan who will be told what; null as long as that cannot be said
 * @param said what is understood of the deadline, one a line
 * @param flaws what is wrong with what is written, one a line
 */
record TypedPlan(Words words, @Nullable Plan plan, List<String> said, List<String> flaws) {

    TypedPlan {
        said = List.copyOf(said);
        flaws = List.copyOf(flaws);
    }
}
