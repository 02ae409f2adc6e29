package org.duban.accounts.sessions;

import java.time.Duration;
import org.duban.process.BadSetting;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a login on the pages counts.
 *
 * @param longest how long a login counts at most, however busy one is; {@code spring.session.timeout} ends one at which nobody
 *     asks for anything
 */
@ConfigurationProperties("duban.sessions")
record SessionProperties(@DefaultValue("12h") Duration longest) {

    SessionProperties {
        BadSetting.unlessBetween(Duration.ofMinutes(1), Duration.ofDays(366), "duban.sessions.longest", longest);
    }
}
