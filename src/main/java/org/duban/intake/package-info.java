/**
 * The Kafka door in: takes task and unit events in by batches, refuses without losing; and through it Duban's own rooms write.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"task", "events", "database", "ledger", "directory", "tracing", "files"})
package org.duban.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
