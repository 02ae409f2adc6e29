/**
 * Task events over REST: written one or many at a time, checked first where that is asked, and those that were
 * refused.
 */
@NullMarked
package org.duban.api.events;

import org.jspecify.annotations.NullMarked;
