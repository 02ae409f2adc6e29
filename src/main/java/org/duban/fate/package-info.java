/**
 * Decides what becomes of due steps: who is told, what is superseded, held, moot or undeliverable; and, before a notice is
 * sent, what of it still holds. Pure.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"task", "plan", "rulebook", "content", "policy", "directory", "words", "reasons"})
package org.duban.fate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
