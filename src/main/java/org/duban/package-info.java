/**
 * The process: which rooms it opens, the names of its topics, and the one clock that all rooms ask.
 */
@NullMarked
package org.duban;

import org.jspecify.annotations.NullMarked;
