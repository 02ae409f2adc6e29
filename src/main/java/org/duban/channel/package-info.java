/**
 * What a channel is given to tell, and what it says of it: all that mail has to know of notices on their way. Pure.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"content", "tracing"})
package org.duban.channel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
