/**
 * What a notice says: its lines, and the facts about the task of each. Pure.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"task", "plan", "rulebook", "policy", "directory", "words", "reasons"})
package org.duban.content;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
