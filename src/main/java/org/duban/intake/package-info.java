/**
 * The Kafka door in: decodes, validates and batches task events; refuses without losing.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"ledger"})
package org.duban.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
