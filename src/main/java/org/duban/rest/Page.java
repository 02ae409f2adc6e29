package org.duban.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a long list.
 *
 * @param items what stands on this page
 * @param next the {@code cursor} of the page after it; null if this is the last
 */
public record Page<T>(
        List<T> items,

        @Schema(
                description = "the cursor of the page after this one; null if this is the last",
                types = {"string", "null"})
        @Nullable
        String next) {

    static final int USUAL = 50;
    public static final int MOST = 500;

    public Page {
        items = List.copyOf(items);
    }

    /** Checks what a caller asked for; nothing means {@value #USUAL}. */
    public static int limit(@Nullable Integer asked) {
        if (asked == null) {
            return USUAL;
        }
        if (asked < 1 || asked > MOST) {
            throw ApiProblem.field(
                    "limit", asked.toString(), ApiReason.API_NUMBER_BETWEEN.with("1", String.valueOf(MOST)));
        }
        return asked;
    }

    /** A page of a list that was read one item further than the page goes. */
    public static <T> Page<T> of(List<T> oneMore, int limit, Function<T, String> cursor) {
        if (oneMore.size() <= limit) {
            return new Page<>(oneMore, null);
        }
        var items = oneMore.subList(0, limit);
        return new Page<>(items, cursor.apply(items.get(limit - 1)));
    }

    public <R> Page<R> map(Function<T, R> view) {
        return new Page<>(items.stream().map(view).toList(), next);
    }
}
