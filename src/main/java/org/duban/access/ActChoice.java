package org.duban.access;

import java.util.List;
import org.duban.task.ActRights.Denial;
import org.duban.task.ActRule;
import org.jspecify.annotations.Nullable;

/**
 * Whether the present user may do something to a task now, and else who may or when.
 *
 * @param as those of his units that may; empty where none may, and for who speaks for all
 * @param who whose act it is, whatever the state of the task
 * @param denial why he may not; null if he may
 */
public record ActChoice(
        ActRule rule,
        List<String> as,
        List<String> who,
        @Nullable Denial denial) {

    public ActChoice {
        as = List.copyOf(as);
        who = List.copyOf(who);
    }

    public boolean may() {
        return denial == null;
    }
}
