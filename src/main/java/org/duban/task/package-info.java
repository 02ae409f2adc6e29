/**
 * A task as its events make it: its parts, the acts and who may do them, the fold of events into a task. Pure.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"directory", "tracing", "files", "reasons"})
package org.duban.task;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
