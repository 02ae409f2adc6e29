/**
 * The REST interface: what happens to tasks it writes as task events; units, stand-ins, feeds and changes of rules it hands to
 * the rooms that keep them; and it reads through the public faces of the rooms.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "access::users",
            "task",
            "plan",
            "rulebook",
            "rest",
            "gate",
            "feeds",
            "timeline",
            "notice",
            "inbox",
            "jobs",
            "rules",
            "agenda",
            "board",
            "policy",
            "ledger",
            "directory",
            "calendar",
            "events",
            "audit",
            "views",
            "auditor",
            "files",
            "words",
            "reasons"
        })
package org.duban.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
