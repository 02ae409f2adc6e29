/** The pages of the desk on which a task is read, acted on, amended and assigned. */
@NullMarked
package org.duban.desk.tasks;

import org.jspecify.annotations.NullMarked;
