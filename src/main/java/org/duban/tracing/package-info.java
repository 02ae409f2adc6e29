/**
 * Follows an event from its record to the answer of the mail server, over rows and topics. The only room that knows
 * OpenTelemetry, and it knows no other.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.duban.tracing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
