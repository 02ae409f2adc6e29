/**
 * Why something is refused or is as it is: a code and what takes the places of its words, kept and told without a language.
 * This room is below all others, so that each of them can say what is wrong; it knows none of them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.duban.reasons;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
