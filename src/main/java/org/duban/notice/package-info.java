/**
 * Turns due steps into one notice per recipient and moment and keeps its state from issued to settled; the Kafka door out.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"agenda", "channel", "fate", "content", "policy", "ledger", "directory", "tracing"})
package org.duban.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
