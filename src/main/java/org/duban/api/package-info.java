/**
 * The REST interface: writes by publishing task events, reads through the public faces of the rooms.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "timeline",
            "notice",
            "rules",
            "agenda",
            "policy",
            "ledger",
            "directory",
            "calendar",
            "intake",
            "audit",
            "files"
        })
package org.duban.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
