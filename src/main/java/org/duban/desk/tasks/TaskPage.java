package org.duban.desk.tasks;

import java.util.List;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * A task as one of its readers sees it: what it is, what is to come, and what happened and was told.
 *
 * @param words what is the same on every such page
 * @param called its number and its id
 * @param lamp its lamp, for the style
 * @param description each of its lines; none where there is none
 * @param address where else it is kept; null: nowhere
 * @param toCome what will be told if nothing happens, the next first
 * @param nothingToCome why nothing will be told; null where something will
 * @param past what happened and was told, the latest first
 * @param banner what it says first; null: nothing
 * @param acts what can be done to it
 * @param formToken what makes a form ours
 */
record TaskPage(
        Words words,
        String called,
        String title,
        String lamp,
        String lampWords,
        @Nullable String left,
        String tone,
        String description,
        @Nullable String address,
        List<Fact> facts,
        List<Foretold> toCome,
        @Nullable String nothingToCome,
        List<Happened> past,
        @Nullable Banner banner,
        ActsView acts,
        String formToken,
        String version) {

    TaskPage {
        facts = List.copyOf(facts);
        toCome = List.copyOf(toCome);
        past = List.copyOf(past);
    }

    /** @param values one a line */
    record Fact(String name, List<String> values) {}

    /**
     * A step to come.
     *
     * @param readers who will be told, one a line
     * @param remark why it falls on another day, or is told to nobody; null: there is nothing to say
     */
    record Foretold(
            String when,
            String step,
            String kind,
            List<String> readers,
            @Nullable String remark) {}

    /**
     * Something that happened to the task, or was told of it.
     *
     * @param time for programs
     * @param mark {@code act} for what was done, {@code told} for what was told, {@code untold} for what was not
     * @param details one a line
     */
    record Happened(String time, String when, String what, String mark, List<String> details) {}
}
