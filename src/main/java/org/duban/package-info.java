/**
 * The application, and the probe by which a container asks whether it is well.
 */
@NullMarked
package org.duban;

import org.jspecify.annotations.NullMarked;
