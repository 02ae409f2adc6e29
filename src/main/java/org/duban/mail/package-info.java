/**
 * Hands the letters of notices to an SMTP server and keeps what it answered.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "answers",
            "notice",
            "content",
            "policy",
            "directory",
            "ledger",
            "files",
            "tracing",
            "letter",
            "words"
        })
package org.duban.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
