/** Gives the numbers by which people call tasks and notices, for each office and year; none is given twice. */
@NullMarked
@ApplicationModule(allowedDependencies = {"database", "directory", "process"})
package org.duban.numbers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
