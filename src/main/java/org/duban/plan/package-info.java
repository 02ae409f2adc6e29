/**
 * The plan of a task: which steps of its policy are told, when, where and to whom, and which are not, and why. Pure.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"policy", "task", "directory", "calendar", "files", "words", "reasons"})
package org.duban.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
