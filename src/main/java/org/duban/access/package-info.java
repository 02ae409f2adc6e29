/**
 * Who may come in, see and do what: accounts and their roles at units, passwords and how often they may be tried, tokens, and the
 * one table of rights. The other rooms ask {@link org.duban.access.PresentUser} what the one who asks may see, and
 * {@link org.duban.access.UserActs} what he may do to a task.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"gate", "files", "words", "directory", "audit", "task", "ledger", "events"})
package org.duban.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
