/**
 * Calendars of a unit's deadlines that people subscribe to: a secret, revocable address for each, read without logging in. The
 * events in them are written where those of the mails are.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"task", "letter", "ledger", "directory", "audit", "database"})
package org.duban.feeds;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
