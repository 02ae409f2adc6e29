/**
 * Keeps the audit trail (留痕): who changed what, each entry chained to the one before it. Knows no other room.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.duban.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
