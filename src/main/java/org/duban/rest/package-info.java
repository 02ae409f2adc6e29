/**
 * What every REST address has in common, whatever it is about: problems (RFC 9457), pages of lists, parameters, bodies and
 * preferences, events in requests, and the OpenAPI document.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"events", "files", "gate", "reasons", "words"})
package org.duban.rest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
