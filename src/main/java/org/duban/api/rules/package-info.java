/** Policies and calendars over REST: those in force, changes of them, and what a plan would be. */
@NullMarked
package org.duban.api.rules;

import org.jspecify.annotations.NullMarked;
