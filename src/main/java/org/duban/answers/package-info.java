/**
 * What readers may answer without logging in: signed links in notices, the pages behind them, and the task events that a
 * press of their buttons becomes.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "task",
            "notice",
            "content",
            "ledger",
            "directory",
            "policy",
            "audit",
            "files",
            "events",
            "words",
            "reasons"
        })
package org.duban.answers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
