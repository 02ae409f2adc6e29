/**
 * Hands the letters of notices to an SMTP server and keeps what it answered.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"letter", "answers", "content", "directory", "files", "tracing", "words", "channel"})
package org.duban.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
