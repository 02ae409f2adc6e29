/**
 * The web pages for people who work in offices and log in: so far what came back by mail, and the page that says where
 * everything is. They know the other rooms by their
 * public faces only.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "gate",
            "agenda",
            "fate",
            "plan",
            "rulebook",
            "timeline",
            "task",
            "inbox",
            "notice",
            "ledger",
            "directory",
            "audit",
            "files",
            "words"
        })
package org.duban.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
