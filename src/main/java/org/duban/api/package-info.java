/**
 * The REST interface: writes by publishing task events, reads through the public faces of the rooms.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"notice", "agenda", "policy", "ledger", "directory", "calendar", "intake", "auditor"})
package org.duban.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
