/** The page of the audit trail (留痕): who did what, in words, and whether the chain of its entries is whole. */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "desk", "access", "directory", "files", "words"})
package org.duban.trail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
