/**
 * The web pages for people who work in offices and log in: what is open and late, the ledger, each task and what
 * can be done to it, and what came back by mail. They know the other rooms by their public faces only.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "gate",
            "agenda",
            "board",
            "answers",
            "answers::links",
            "calendar",
            "events",
            "policy",
            "fate",
            "plan",
            "rulebook",
            "timeline",
            "task",
            "inbox",
            "jobs",
            "notice",
            "ledger",
            "directory",
            "audit",
            "views",
            "files",
            "words",
            "reasons"
        })
package org.duban.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
