/**
 * The REST interface: writes by publishing task events, reads through the public faces of the rooms.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "task",
            "plan",
            "rulebook",
            "rest",
            "feeds",
            "timeline",
            "notice",
            "inbox",
            "rules",
            "agenda",
            "policy",
            "ledger",
            "directory",
            "calendar",
            "events",
            "audit",
            "auditor",
            "files",
            "gate",
            "words"
        })
package org.duban.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
