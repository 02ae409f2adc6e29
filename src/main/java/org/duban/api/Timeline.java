package org.duban.api;

import java.util.List;
import org.duban.reasons.Reason;
import org.duban.rest.Page;
import org.duban.timeline.TaskTimeline;
import org.duban.timeline.TaskTimeline.Event;
import org.duban.timeline.TaskTimeline.FallenStep;
import org.duban.timeline.TaskTimeline.NotTold;
import org.duban.timeline.TaskTimeline.StepToCome;
import org.jspecify.annotations.Nullable;

/**
 * Everything that happened to a task and was told about it, what was not told and why, and what is still to be told.
 *
 * @param task as it is now
 * @param events what happened, oldest first
 * @param steps what fell due, for whom, and its fate, oldest first
 * @param notices the notices that spoke of it, newest first; at most {@value Page#MOST}
 * @param notTold what never fell due although its time came, by instant
 * @param stepsToCome what will be told if nothing happens, by instant; at most 50
 * @param nothingToCome why nothing will be told; null if something will
 * @param nothingToComeCause the same as a code and its arguments
 */
record Timeline(
        TaskView task,
        List<Event> events,
        List<FallenStep> steps,
        List<NoticeView> notices,
        List<NotTold> notTold,
        List<StepToCome> stepsToCome,
        @Nullable String nothingToCome,
        @Nullable Reason nothingToComeCause) {

    static Timeline of(TaskView task, TaskTimeline timeline, List<NoticeView> notices) {
        return new Timeline(
                task,
                timeline.events(),
                timeline.steps(),
                notices,
                timeline.notTold(),
                timeline.stepsToCome(),
                timeline.nothingToCome(),
                timeline.nothingToComeCause());
    }
}
