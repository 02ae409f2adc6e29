/**
 * Who may see and do what: roles at units, and what follows from them. The other rooms ask {@link org.duban.access.PresentUser} what
 * the one who asks may see, and {@link org.duban.access.UserActs} what he may do to a task. Who the users are stands in
 * {@code users}; which address asks for which role, in {@code web}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"gate", "files", "words", "directory", "audit", "task", "ledger", "events", "reasons"})
package org.duban.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
