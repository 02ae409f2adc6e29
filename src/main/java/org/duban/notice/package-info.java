/**
 * Turns due steps into one notice for each recipient and moment, and keeps its state from issued to settled and what came back
 * afterwards; the Kafka door out.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "task",
            "plan",
            "rulebook",
            "agenda",
            "events",
            "content",
            "fate",
            "policy",
            "ledger",
            "numbers",
            "directory",
            "tracing",
            "database",
            "words",
            "channel"
        })
package org.duban.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
