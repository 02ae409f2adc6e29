/**
 * What commands print: text in the columns of a terminal.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.duban.terminal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
