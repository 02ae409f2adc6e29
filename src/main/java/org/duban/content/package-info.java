/**
 * What a notice says: its lines, and the facts about the task of each. Pure.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"policy", "ledger", "directory", "words"})
package org.duban.content;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
