package org.duban.desk.tasks;

import org.jspecify.annotations.Nullable;

/**
 * What a page says first.
 *
 * @param tone {@code good}, {@code wait} or {@code bad}
 * @param again where to look again; null: nowhere
 */
record Banner(
        String tone, String title, String text, @Nullable String again) {

    Banner(String tone, String title, String text) {
        this(tone, title, text, null);
    }
}
