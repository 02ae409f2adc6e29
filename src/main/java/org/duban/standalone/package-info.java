/**
 * Kafka, PostgreSQL and a mailbox in the process, for the one-command start and the tests, and the demo campaign. Nothing
 * depends on it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"events", "words", "files", "directory", "policy", "rulebook"})
package org.duban.standalone;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
