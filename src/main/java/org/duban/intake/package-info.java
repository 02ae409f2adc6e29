/**
 * The Kafka door in: takes task and unit events in by batches, refuses without losing, and says what became of each. Through it
 * Duban's own rooms write events, too.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"events", "database", "ledger", "directory", "tracing", "task", "files", "reasons"})
package org.duban.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
