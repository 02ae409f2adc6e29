/**
 * Reads the files that an office writes (YAML, CSV) and says of every mistake where it stands and how to mend it. Knows no
 * other room.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"reasons"})
package org.duban.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
