/**
 * Takes deliveries, hands their letters to an SMTP server, as fast as it takes them, and says what it answered. What a notice
 * says and what becomes of it afterwards are the business of other rooms.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "letter",
            "answers::links",
            "content",
            "files",
            "tracing",
            "words",
            "channel",
            "directory"
        })
package org.duban.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
