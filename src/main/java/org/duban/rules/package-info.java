/**
 * Changes of policies and calendars: drafted, counted by what they would move, and applied by a second explicit act; and
 * whether the calendars still know enough days.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "task",
            "plan",
            "rulebook",
            "agenda",
            "policy",
            "ledger",
            "directory",
            "calendar",
            "files",
            "audit",
            "database",
            "reasons"
        })
package org.duban.rules;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
