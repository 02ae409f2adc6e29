/** The pages on which one sees what was told to whom, and what became of it. */
@NullMarked
package org.duban.desk.notices;

import org.jspecify.annotations.NullMarked;
