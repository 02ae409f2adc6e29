/**
 * Supervision policies as offices write them: their steps, at which distance from what, for whom and at which level. Pure.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"task", "files", "reasons"})
package org.duban.policy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
