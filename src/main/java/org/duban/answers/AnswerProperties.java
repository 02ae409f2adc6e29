package org.duban.answers;

import java.time.Duration;
import org.duban.process.BadSetting;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How readers may answer.
 *
 * @param linksValidFor how long after a notice its links count
 */
@ConfigurationProperties("duban.answers")
record AnswerProperties(@DefaultValue("60d") Duration linksValidFor) {

    AnswerProperties {
        BadSetting.unlessBetween(
                Duration.ofMinutes(1), Duration.ofDays(3_650), "duban.answers.links-valid-for", linksValidFor);
    }
}
