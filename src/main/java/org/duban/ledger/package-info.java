/**
 * Keeps the account of tasks: who may act and what each act does to a task, each event applied once, the whole history;
 * announces what changed.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"task", "numbers", "directory", "tracing", "files", "database", "reasons"})
package org.duban.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
