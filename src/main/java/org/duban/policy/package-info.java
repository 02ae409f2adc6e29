/**
 * Supervision policies, all versions of the rulebook in which they lie, and the plan, a pure function: which steps of a task
 * are told, when, to which audience, at which level, and what lamp it shows.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"ledger", "directory", "calendar", "files", "audit", "database", "words"})
package org.duban.policy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
