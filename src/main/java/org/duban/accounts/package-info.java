/**
 * How people come in on pages, and the pages about themselves: login by password or by a mailed link, sessions that no node keeps,
 * accounts for those who manage some, and for each what he is here.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "access::users",
            "files",
            "desk",
            "directory",
            "feeds",
            "audit",
            "mail",
            "letter",
            "channel",
            "words",
            "reasons"
        })
package org.duban.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
