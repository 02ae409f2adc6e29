/**
 * In-process Kafka, PostgreSQL and mailbox for the one-command start, and the demo campaign; nothing depends on it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"events", "words", "files"})
package org.duban.standalone;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
