package org.duban;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the whole process is told.
 *
 * @param roles the rooms that this process opens
 * @param baseUrl where people reach the pages of this installation; links in mails start with it
 * @param topics the names of the Kafka topics
 */
@ConfigurationProperties("duban")
@Validated
public record Duban(
        @NotEmpty @DefaultValue({"intake", "clock", "mail", "desk"})
        Set<Role> roles,

        @DefaultValue("http://localhost:8080") URI baseUrl,
        @DefaultValue Topics topics) {

    /**
     * The names of the Kafka topics.
     *
     * @param taskEvents task events in
     * @param taskEventsDlt copies of refused records out
     * @param notices notices out
     * @param receipts what became of notices, out
     * @param unitEvents unit events in
     */
    public record Topics(
            @NotBlank @DefaultValue("duban.task-events") String taskEvents,
            @NotBlank @DefaultValue("duban.task-events.dlt") String taskEventsDlt,
            @NotBlank @DefaultValue("duban.notices") String notices,
            @NotBlank @DefaultValue("duban.receipts") String receipts,
            @NotBlank @DefaultValue("duban.unit-events") String unitEvents) {}
}
