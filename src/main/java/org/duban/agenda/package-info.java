/**
 * Keeps the next wake-up of every open task; the only room that knows Quartz.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"task", "plan", "rulebook", "ledger", "directory", "database"})
package org.duban.agenda;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
