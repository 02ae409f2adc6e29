/**
 * What each one keeps for himself of the ledger: views of it under names of his own, and which columns he sees. Nobody comes to what
 * is another's, since whose it is is never asked of the caller.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "audit", "files", "words", "reasons"})
package org.duban.views;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
