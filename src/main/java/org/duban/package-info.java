/**
 * The application.
 */
@NullMarked
package org.duban;

import org.jspecify.annotations.NullMarked;
