/** The page on which one sees the units and whether mail reaches them. */
@NullMarked
package org.duban.desk.units;

import org.jspecify.annotations.NullMarked;
