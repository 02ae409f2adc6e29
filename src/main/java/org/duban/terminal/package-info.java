/**
 * What commands print: text in the columns of a terminal. Knows no other room.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.duban.terminal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
