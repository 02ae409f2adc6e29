/**
 * The command line that says who would be told what of a task: from files alone, without a server.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "rulebook",
            "timeline",
            "policy",
            "directory",
            "calendar",
            "files",
            "events",
            "words",
            "terminal",
            "reasons"
        })
package org.duban.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
