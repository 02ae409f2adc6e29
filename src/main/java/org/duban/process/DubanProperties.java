package org.duban.process;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the whole process is told.
 *
 * @param roles the rooms that this process opens
 * @param baseUrl where people reach the pages of this installation; links in mails start with it. Unless it is set, it is
 *     localhost at {@code server.port}
 * @param topics the names of the Kafka topics
 */
@ConfigurationProperties("duban")
@Validated
public record DubanProperties(
        @NotEmpty @DefaultValue({"intake", "clock", "mail", "desk"})
        Set<Role> roles,

        @DefaultValue("http://localhost:8080") URI baseUrl,
        @DefaultValue Topics topics) {

    public DubanProperties {
        BadSetting.unless(
                isAddress(baseUrl),
                "duban.base-url",
                baseUrl,
                "write the whole address that readers' browsers reach, like https://duban.example or"
                        + " https://example.org/duban: with http:// or https:// and a host, without ? and #");
    }

    /** Whether people reach the pages by TLS, whoever ends it. */
    public boolean securely() {
        return "https".equalsIgnoreCase(baseUrl.getScheme());
    }

    private static boolean isAddress(URI url) {
        return ("https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme()))
                && url.getHost() != null
                && url.getPort() != 0
                && url.getPort() <= 65_535
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
    }

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
            @NotBlank @DefaultValue("duban.unit-events") String unitEvents) {

        private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

        public Topics {
            var names = new LinkedHashMap<String, String>();
            names.put("duban.topics.task-events", taskEvents);
            names.put("duban.topics.task-events-dlt", taskEventsDlt);
            names.put("duban.topics.notices", notices);
            names.put("duban.topics.receipts", receipts);
            names.put("duban.topics.unit-events", unitEvents);
            names.forEach((setting, name) -> check(setting, name, names));
        }

        private static void check(String setting, String name, Map<String, String> all) {
            BadSetting.unless(
                    NAME.matcher(name).matches(),
                    setting,
                    name,
                    "write a name that Kafka takes: at most 249 letters, digits, dots, dashes and underscores");
            BadSetting.unless(
                    Collections.frequency(all.values(), name) == 1,
                    setting,
                    name,
                    "give each topic a name of its own: another setting under duban.topics has the same one");
        }
    }
}
