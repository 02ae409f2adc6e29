/**
 * Knows the units, who supervises whom, whom mail reaches there, and who stands in for whom.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"files", "audit", "words", "reasons"})
package org.duban.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
