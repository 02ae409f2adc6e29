/**
 * What may stand in a line of the log: one record one line, whatever a stranger has sent, and no address that entitles. Knows
 * no other room.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.duban.logging;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
