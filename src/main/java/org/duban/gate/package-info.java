/**
 * What every request passes before a room sees it: the time and the number it may take, whether it can be read, and in
 * which form it is answered, also where nothing else answers.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"logging", "words", "reasons"})
package org.duban.gate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
