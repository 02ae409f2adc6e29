package org.duban.answers;

import java.time.Instant;
import java.util.UUID;

/**
 * What a link entitles its reader to: one answer about one task, by one unit.
 *
 * @param answer what may be answered
 * @param taskId about which task
 * @param unit the unit that was told, as which the answer counts
 * @param notice the notice that carried the link
 * @param revision the task's revision that the notice told
 * @param until the link says nothing from then on
 */
record AnswerGrant(Answer answer, String taskId, String unit, UUID notice, long revision, Instant until) {}
