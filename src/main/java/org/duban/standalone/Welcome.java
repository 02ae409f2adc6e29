package org.duban.standalone;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.process.DubanProperties;
import org.duban.words.Languages;
import org.duban.words.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says at the end of a start with the embedded mailbox where everything is and what to try first. */
@Component
@ConditionalOnEmbedded(ServerKind.MAILBOX)
final class Welcome {

    static final String BUNDLE = "standalone";

    private static final Logger log = LoggerFactory.getLogger(Welcome.class);

    private final EmbeddedServers servers;
    private final Environment environment;
    private final DubanProperties duban;
    private final List<Words> words;

    Welcome(EmbeddedServers servers, Environment environment, DubanProperties duban, Languages languages) {
        this.servers = servers;
        this.environment = environment;
        this.duban = duban;
        this.words = Stream.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE, Locale.getDefault())
                .map(reader -> languages.words(BUNDLE, reader))
                .distinct()
                .toList();
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void greet() {
        log.info("{}", text());
    }

    String text() {
        var pages = "http://localhost:" + environment.getProperty("local.server.port", "8080");
        var text = new StringBuilder("\n\n  " + said("ready", " ") + "\n\n");
        line(text, said("mailbox", " "), pages + "/mailbox");
        line(text, said("api", " "), pages + "/swagger-ui.html");
        line(text, "SMTP", "localhost:" + servers.port(ServerKind.MAILBOX));
        if (ServerKind.KAFKA.embedded(environment)) {
            line(text, "Kafka", servers.kafkaAddress());
        }
        if (ServerKind.POSTGRES.embedded(environment)) {
            line(text, "PostgreSQL", "psql \"" + servers.postgresUrl().replace("jdbc:", "") + "\"");
        }
        if (!environment.getProperty(DemoDefaults.DEMO, Boolean.class, false)) {
            return text.toString();
        }
        text.append("\n  ").append(said("demo", "\n  ")).append('\n');
        if (ServerKind.KAFKA.embedded(environment)) {
            text.append("\n  " + said("try", " ") + ":\n\n").append(tryThis());
        }
        return text.toString();
    }

    /** In each language once, as nobody has said who reads it. */
    private String said(String key, String between) {
        return words.stream().map(some -> some.say("welcome." + key)).collect(Collectors.joining(between));
    }

    private static void line(StringBuilder text, String label, String value) {
        // A Chinese character takes two columns of the console.
        var columns = label.codePoints().map(c -> c > 0x2e80 ? 2 : 1).sum();
        text.append("  ")
                .append(label)
                .append(" ".repeat(Math.max(1, 16 - columns)))
                .append(value)
                .append('\n');
    }

    private String tryThis() {
        return """
                  echo '{"specversion":"1.0","id":"try-1","source":"/me","type":"duban.task.assigned","subject":"try-1",\
                "data":{"title":"走访慰问优抚对象","leadUnit":"gyangze-education","policy":"demo",\
                "deadline":"'$(date -u -d "+1 min" +%%FT%%TZ)'"}}' | kcat -P -b %s -t %s -k try-1
                """.formatted(servers.kafkaAddress(), duban.topics().taskEvents());
    }
}
