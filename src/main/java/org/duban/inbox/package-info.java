/**
 * Reads what comes back to the mails of notices: bounces become states, replies become task events, the rest is for the
 * office to read.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "mail",
            "letter",
            "answers",
            "answers::links",
            "notice::pipeline",
            "directory",
            "events",
            "database",
            "words",
            "channel",
            "content",
            "reasons"
        })
package org.duban.inbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
