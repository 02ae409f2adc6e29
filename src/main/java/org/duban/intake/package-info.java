/**
 * The Kafka door in: decodes, validates and batches task and unit events; refuses without losing.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"ledger", "directory", "tracing", "files"})
package org.duban.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
