/**
 * Knows the units, whom mail reaches there, and who supervises whom.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"files", "audit", "words"})
package org.duban.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
