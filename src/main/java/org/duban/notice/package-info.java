/**
 * Keeps one notice for each recipient and moment, its state from issued to settled and what came back afterwards; the Kafka door
 * out. How due steps become notices, and notices are settled, stands in {@code pipeline}.
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
            "channel",
            "reasons"
        })
package org.duban.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
