package org.duban.database;

import java.util.Collection;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The values of rows by columns, an array for each, as {@code unnest} takes them. */
public final class ColumnArrays {

    private ColumnArrays() {}

    /** A value of each row as text, which the statement casts to the column's type; null stays null. */
    public static <T> @Nullable String[] texts(
            Collection<T> rows, Function<? super T, ? extends @Nullable Object> value) {
        return rows.stream()
                .map(row -> Objects.toString(value.apply(row), null))
                .toArray(String[]::new);
    }

    public static <T> Long[] numbers(Collection<T> rows, Function<? super T, Long> value) {
        return rows.stream().map(value).toArray(Long[]::new);
    }

    public static <T> Boolean[] flags(Collection<T> rows, Function<? super T, Boolean> value) {
        return rows.stream().map(value).toArray(Boolean[]::new);
    }
}
