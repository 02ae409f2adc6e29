/**
 * Turns a notice into a letter, and a letter into the bytes of a mail. Pure: sends nothing, and the same notice always gives
 * the same bytes.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"task", "answers::links", "content", "policy", "directory", "words", "reasons"})
package org.duban.letter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
