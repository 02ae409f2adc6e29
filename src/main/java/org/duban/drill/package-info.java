/**
 * Plays a list of tasks over months in seconds, on a simulated clock with the real rooms, and reports who would be told
 * what and when; nothing depends on it.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "task",
            "plan",
            "rulebook",
            "letter",
            "content",
            "notice",
            "numbers",
            "agenda",
            "policy",
            "ledger",
            "directory",
            "calendar",
            "files",
            "terminal",
            "audit",
            "tracing",
            "words",
            "channel",
            "reasons"
        })
package org.duban.drill;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
