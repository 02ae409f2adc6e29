/**
 * Tells what was and what will be told about a task, and why: the preview of one that nobody has assigned yet, and the
 * timeline of one in the ledger.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "events",
            "fate",
            "notice",
            "agenda",
            "policy",
            "ledger",
            "directory",
            "tracing",
            "words",
            "task",
            "plan",
            "rulebook",
            "calendar",
            "reasons"
        })
package org.duban.timeline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
