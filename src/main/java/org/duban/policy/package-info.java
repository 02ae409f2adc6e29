/**
 * Supervision policies and the pure plan: which steps, when, for which audience, at which level.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"ledger", "directory", "calendar", "files", "audit", "database", "words"})
package org.duban.policy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
