/**
 * The policies and calendars that are in force and were before: read from files, kept by version, and the plans that follow.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "plan",
            "policy",
            "ledger",
            "task",
            "directory",
            "calendar",
            "files",
            "audit",
            "database",
            "reasons"
        })
package org.duban.rulebook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
