/**
 * The command line: answers questions from files alone and starts no server.
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
            "terminal"
        })
package org.duban.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
