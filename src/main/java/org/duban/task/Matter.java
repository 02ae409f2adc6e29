package org.duban.task;

import org.jspecify.annotations.Nullable;

/**
 * What a task is about, as whoever assigned it has worded it.
 *
 * @param list the campaign's list it stands on
 * @param points the points of the evaluation standard that are at stake
 * @param clause the clause of that standard
 * @param url where the task is kept, if anywhere
 */
public record Matter(
        String title,
        @Nullable String list,
        @Nullable String description,
        @Nullable Double points,
        @Nullable String clause,
        Urgency urgency,
        @Nullable String url) {

    /** What an amendment words anew; null leaves it as it is. */
    public record Rewording(
            @Nullable String title,
            @Nullable String list,
            @Nullable String description,
            @Nullable Double points,
            @Nullable String clause,
            @Nullable Urgency urgency,
            @Nullable String url) {

        /** Leaves everything as it is. */
        public static final Rewording NONE = new Rewording(null, null, null, null, null, null, null);
    }

    Matter reworded(Rewording now) {
        return new Matter(
                now.title == null ? title : now.title,
                now.list == null ? list : now.list,
                now.description == null ? description : now.description,
                now.points == null ? points : now.points,
                now.clause == null ? clause : now.clause,
                now.urgency == null ? urgency : now.urgency,
                now.url == null ? url : now.url);
    }
}
