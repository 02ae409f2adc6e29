/**
 * Knows which days count: statutory holidays, make-up workdays, office hours. Pure: no clock, no database.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"files", "words", "reasons"})
package org.duban.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
