package org.duban.notice;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.duban.fate.ToldHistory;

/** What units were told of tasks: for whoever pushes them by sending the last of it once more, or asks who would hear of a change. */
public interface LastNotices {

    /**
     * The last of what one unit was told of one task.
     *
     * @param stepAt when the step fell due that was told
     * @param settled whether nothing more happens to its notice by itself; else it is on its way
     */
    record Told(String taskId, String recipient, Instant stepAt, UUID notice, boolean settled) {}

    /** Of each of these tasks, for each unit that was told something of it, in one question. */
    List<Told> of(Collection<String> tasks);

    /** Who has been told an escalation about these tasks, by task. */
    Map<String, Set<String>> escalated(Collection<String> tasks);

    /** What has been told about these tasks, and to whom, in the order in which it was: what decides who hears of a change. */
    List<ToldHistory.Told> heard(Collection<String> tasks);
}
