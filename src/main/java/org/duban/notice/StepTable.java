package org.duban.notice;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.duban.content.NoticeLine;
import org.duban.fate.DroppedLine;
import org.duban.fate.DueStep;
import org.duban.fate.KeptLine;
import org.duban.fate.LeftOut;
import org.duban.fate.ToldHistory;
import org.duban.fate.UnitStep;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.reasons.Reason;

/**
 * The steps that have fallen due, and their fates. One row for each step, instant, recipient, address and unit that it was
 * for: nobody is told the same thing twice.
 */
public interface StepTable {

    /** Held while due tasks are taken: nobody composes until this transaction ends. */
    void lockForTaking();

    /** Held while notices are composed: waits until nobody takes tasks, so that all nodes' steps come together. */
    void lockForComposing();

    /** Records steps; those that were recorded before are left as they are. */
    void insert(List<DueStep> steps);

    /**
     * Records steps, but for units that have had theirs, under whatever address or in whatever way: a task may be planned
     * anew from before what it was told, and its units may have moved meanwhile.
     */
    void insertNew(List<DueStep> steps);

    /** Who has been told an escalation about these tasks, by task. */
    Map<String, Set<String>> escalated(Collection<String> tasks);

    /** What has been told about these tasks, and to whom, in the order in which it was. */
    List<ToldHistory.Told> heard(Collection<String> tasks);

    /**
     * Steps of these tasks that were left out for others, or that nobody was told, and since whose instants their units have been
     * told nothing else about them, nor will be by what waits. News are told beside all else, so that nothing stands for them.
     */
    List<LeftOut> leftOut(Collection<String> tasks);

    /** Steps of these tasks that their units were not told, and will not be: held, moot, or told to nobody. */
    Set<UnitStep> fellAway(Collection<String> tasks);

    /** Puts fates in the place of those of steps that were left out, or that nobody could be told. */
    void judgeAnew(List<DueStep> steps);

    /** A step to be told that no notice has taken up yet. */
    record Untold(
            long id,
            String recipient,
            String address,
            String taskId,
            Instant stepAt,
            NoticeKind kind,
            NoticeLevel level,
            String line) {}

    /** Steps to be told, those of one recipient together, the most severe first, of these those of the latest minute, and of one kind together. */
    List<Untold> untold(int limit);

    /** Says which notice tells which steps. */
    void assign(Map<Long, UUID> noticeByStep);

    /** The lines of these notices that are still to be told, in the same order, and of one kind the nearest deadline first. */
    List<KeptLine> linesOf(Collection<UUID> notices);

    /** All that a notice told, whether or not it reached its reader. */
    List<KeptLine> saidBy(UUID notice);

    /** Notes that what of a notice had reached nobody is told once more. */
    void tellAgain(UUID notice);

    /** Has steps, by their ids, told in other words. */
    void rewrite(Map<Long, NoticeLine> lines);

    /** Notes of steps, by their ids, that they are not told after all. */
    void drop(Map<Long, DroppedLine> dropped);

    /** Has steps, by their ids, told by another notice than that in which they were composed. */
    void move(Map<Long, UUID> noticeByStep);

    /** Notes that these notices' steps reached nobody. */
    void undeliverable(Collection<UUID> notices, Reason reason);
}
