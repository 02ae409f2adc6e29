package org.duban.desk;

import java.util.Objects;
import java.util.Set;
import org.duban.views.ViewRefused;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a wish about views and columns.
 *
 * @param done what was done, one of a few words; null: nothing
 * @param refused why nothing was; null: nothing was wrong
 * @param typed the name that was written, to be mended
 */
record ViewsSaid(@Nullable String done, @Nullable ViewRefused refused, String typed) {

    private static final Set<String> DONE = Set.of("saved", "renamed", "deleted", "columns");

    static ViewsSaid done(@Nullable String done) {
        return new ViewsSaid(done != null && DONE.contains(done) ? done : null, null, "");
    }

    static ViewsSaid refused(ViewRefused refused, @Nullable String typed) {
        return new ViewsSaid(null, refused, Objects.requireNonNullElse(typed, ""));
    }
}
