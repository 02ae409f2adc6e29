/**
 * Follows an event from its record to the answer of the mail server, over rows and topics; the only room that knows OpenTelemetry.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.duban.tracing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
