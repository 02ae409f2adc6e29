/** The pages of the desk on which an act on many tasks is asked for, and on which one sees how far it is. */
@NullMarked
package org.duban.desk.jobs;

import org.jspecify.annotations.NullMarked;
