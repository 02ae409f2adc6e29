package org.duban.timeline;

import java.util.List;
import org.duban.notice.NoticeRecord;
import org.duban.notice.StepRecord;
import org.duban.task.LedgerEntry;
import org.duban.task.Task;

/**
 * All that is known about one task.
 *
 * @param history its events, oldest first
 * @param fallen the steps that fell due and their fates
 * @param notices the notices that told of it
 * @param due whether it is due and will be looked at next
 */
record TaskAccount(
        Task task, List<LedgerEntry> history, List<StepRecord> fallen, List<NoticeRecord> notices, boolean due) {}
