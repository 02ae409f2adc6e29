package org.duban.accounts;

import java.util.List;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * What somebody sees to for a unit as which he acts: who stands in for whom, and the calendars of its deadlines.
 *
 * @param name what the unit is called
 * @param contacts the addresses where mail reaches it
 * @param standIns those that are not over
 * @param made the address of a calendar that was just made, shown this once; null: none was made
 */
record MyUnitPage(
        Words words,
        String formToken,
        String unit,
        String name,
        List<String> contacts,
        List<StandInRow> standIns,
        StandInForm form,
        List<FeedRow> feeds,
        MePage.@Nullable Said said,
        @Nullable String made) {

    MyUnitPage {
        contacts = List.copyOf(contacts);
        standIns = List.copyOf(standIns);
        feeds = List.copyOf(feeds);
    }

    /**
     * @param key its name among those of the unit
     * @param begun whether it counts today
     */
    record StandInRow(
            String key, String contact, String deputy, String deputyName, String from, String to, boolean begun) {}

    /** As it was typed. */
    record StandInForm(String contact, String deputy, String deputyName, String from, String to) {

        static final StandInForm EMPTY = new StandInForm("", "", "", "", "");
    }

    record FeedRow(String id, String made, String lastRead) {}

    /** What is wrong with a field; null: nothing. */
    @Nullable
    String mistake(String field) {
        return said != null && said.wrong() && said.field().equals(field) ? said.text() : null;
    }

    @Nullable
    String invalid(String field) {
        return mistake(field) == null ? null : "true";
    }
}
