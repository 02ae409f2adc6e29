/**
 * Recomputes from the ledger and the plan what must have been told by now, raises the alarm on a gap, and has it closed by the
 * ordinary ways. It believes neither the clock nor the agenda.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "notice",
            "fate",
            "agenda",
            "policy",
            "ledger",
            "directory",
            "calendar",
            "database",
            "words",
            "task",
            "plan",
            "rulebook",
            "reasons"
        })
package org.duban.auditor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
