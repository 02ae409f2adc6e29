/** The page on which one reads by which rules is supervised. */
@NullMarked
package org.duban.desk.rules;

import org.jspecify.annotations.NullMarked;
