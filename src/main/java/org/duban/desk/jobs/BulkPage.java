package org.duban.desk.jobs;

import java.util.List;
import java.util.Set;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * The page on which an act on many tasks is written and confirmed.
 *
 * @param banner what it says first; null: nothing
 * @param fields what is written once for all
 * @param foreseen what it would come to; null as long as that cannot be said
 * @param confirm how it is confirmed; null where it cannot be yet
 * @param back the page of the ledger that it comes from
 */
record BulkPage(
        Words words,
        String heading,
        String effect,
        @Nullable Banner banner,
        String chosen,
        List<Field> fields,
        @Nullable Foreseen foreseen,
        @Nullable Confirm confirm,
        Hidden hidden,
        String back,
        String version) {

    BulkPage {
        fields = List.copyOf(fields);
    }

    /** @param tone {@code wait} or {@code bad} */
    record Banner(String tone, String title, String text) {}

    /**
     * @param kind {@code date}, {@code unit}, {@code choice} or {@code text}
     * @param mistake what is wrong with it; null: nothing
     */
    record Field(
            String name,
            String label,
            String kind,
            String value,
            boolean required,
            List<Option> options,
            @Nullable String hint,
            @Nullable String mistake) {}

    record Option(String value, String words, boolean chosen) {}

    /**
     * @param mails how many follow at once
     * @param mailsHint how that was counted
     * @param left why others do not take it
     */
    record Foreseen(String takes, String units, String mails, String mailsHint, List<Left> left) {}

    record Left(String tasks, String reason, String examples) {}

    /**
     * @param typed what is to be typed, in words; null where nothing is
     * @param mistake what is wrong with what was typed; null: nothing
     */
    record Confirm(
            String button,
            boolean grave,
            @Nullable String typed,
            @Nullable String mistake) {}

    /** What the form keeps. */
    record Hidden(
            String action,
            String token,
            String copy,
            String act,
            String which,
            String of,
            Set<String> tasks,
            String expected,
            String seen) {}
}
