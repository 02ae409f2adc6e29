/**
 * The words that people read, in every language there is: those that come with Duban and those that an installation drops
 * in. Every room finds its words here, and this room knows none of them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"files", "reasons"})
package org.duban.words;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
