package org.duban.access.users;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a list of accounts, as it was read and what it would change.
 *
 * @param line counted from 1
 * @param name as it is written
 * @param outcome null: something is wrong with it
 * @param account as it would be; null: something is wrong with it
 * @param mistake null: nothing is wrong with it
 */
public record UserRow(
        long line,
        String name,
        @Nullable Outcome outcome,
        @Nullable Account account,
        @Nullable AccountRefused mistake) {

    /** What becomes of an account. */
    public enum Outcome {
        ADDED,
        CHANGED,
        /** It was so already. */
        SAME
    }

    /** Of how many this becomes. */
    public static int count(List<UserRow> rows, Outcome outcome) {
        return (int) rows.stream().filter(row -> row.outcome() == outcome).count();
    }

    static UserRow wrong(long line, String name, AccountRefused mistake) {
        return new UserRow(line, name, null, null, mistake);
    }
}
