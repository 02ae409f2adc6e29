package org.duban.jobs;

import java.util.List;
import org.duban.reasons.Reason;

/**
 * What an act on many tasks would come to if it were done now.
 *
 * @param chosen how many tasks it is about
 * @param takes how many of them take it
 * @param units how many units lead these
 * @param leastMails at least so many mails follow at once
 * @param mostMails at most so many: what is told to one reader at one time is one mail, and how much of it is depends on how fast it goes
 * @param left why others do not take it, the most frequent reason first
 */
public record BulkPreview(int chosen, int takes, int units, int leastMails, int mostMails, List<Left> left) {

    public BulkPreview {
        left = List.copyOf(left);
    }

    /**
     * Tasks that do not take it for one reason.
     *
     * @param reason that of the first of them: sentences of the ledger differ from task to task
     * @param examples the ids of some of them
     */
    public record Left(Reason reason, int tasks, List<String> examples) {}
}
