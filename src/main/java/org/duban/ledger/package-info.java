/**
 * Keeps the account of tasks: applies each event once, keeps the history, announces what changed.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"task", "directory", "tracing", "files", "database"})
package org.duban.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
