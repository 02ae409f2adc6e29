package org.duban.mail;

import org.jspecify.annotations.Nullable;

/**
 * A rendered mail: what the reader sees, without any of its headers but the subject. Lines end with {@code \n}.
 *
 * @param html null where only plain text could be made
 */
record Letter(String subject, String text, @Nullable String html) {}
