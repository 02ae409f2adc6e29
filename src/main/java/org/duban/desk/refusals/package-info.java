/** The page on which one sees what could not be applied, and sees to it. */
@NullMarked
package org.duban.desk.refusals;

import org.jspecify.annotations.NullMarked;
