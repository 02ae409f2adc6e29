/**
 * Plans each changed task anew, and keeps when it next has something to say and what its lamp is; wakes at that instant. The
 * only room that knows Quartz.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"task", "plan", "rulebook", "ledger", "directory", "database"})
package org.duban.agenda;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
