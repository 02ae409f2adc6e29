package org.duban.access.users;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What people have to bring to come in.
 *
 * @param secondFactor who has to show, beside the password, a code that is mailed or a passkey: {@code NONE}, {@code ADMIN} for whoever
 *     has that role, {@code ALL} for every account. A passkey alone is enough. Their passwords open nothing over REST any more; programs
 *     bring API tokens
 */
@ConfigurationProperties("duban.access")
record AccessProperties(@DefaultValue("NONE") For secondFactor) {

    /** Of whom a second factor is asked. */
    enum For {
        NONE,
        ADMIN,
        ALL
    }
}
