/**
 * How the open tasks of units went from day to day: what the board shows as a course and compares with. Days are counted as they
 * pass, by units, so that nothing has to be counted when somebody looks.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"agenda", "ledger", "plan", "task", "directory", "database", "process"})
package org.duban.board;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
