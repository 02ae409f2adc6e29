/**
 * Turns a notice into a letter and hands it to an SMTP server; the only room that knows Jakarta Mail.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"answers", "channel", "content", "policy", "directory", "ledger", "files", "tracing"})
package org.duban.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
