package org.duban.standalone;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.process.DubanProperties;
import org.duban.process.Role;
import org.duban.words.Languages;
import org.duban.words.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
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
    private final ObjectProvider<DemoLoader> demo;
    private final NextStep next;
    private final List<Words> words;

    Welcome(
            EmbeddedServers servers,
            Environment environment,
            DubanProperties duban,
            Languages languages,
            ObjectProvider<DemoLoader> demo,
            NextStep next) {
        this.servers = servers;
        this.environment = environment;
        this.duban = duban;
        this.demo = demo;
        this.next = next;
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
        var text = new StringBuilder("\n\n  " + said("ready", " ") + "\n\n");
        places(text);
        var campaign = demo.getIfAvailable();
        var step = campaign == null ? next.afterAStart() : next.afterTheDemo(campaign.story());
        step.forEach(one -> say(text, one));
        return text.toString();
    }

    private void say(StringBuilder text, NextStep.Line line) {
        text.append("\n  ")
                .append(said(line.key(), "\n  ", line.values().toArray()))
                .append('\n');
        line.example()
                .ifPresent(example -> text.append("\n    ").append(example).append('\n'));
    }

    private void places(StringBuilder text) {
        var here = "http://localhost:" + environment.getProperty("local.server.port", "8080");
        var pages = environment.getProperty("duban.base-url", here).replaceAll("/+$", "");
        if (duban.roles().contains(Role.DESK)) {
            line(text, said("start", " "), pages + "/");
        }
        // Nobody else may open it, under no other name.
        line(text, said("mailbox", " "), here + "/mailbox");
        if (duban.roles().contains(Role.DESK)) {
            line(text, said("api", " "), pages + "/swagger-ui.html");
        }
        line(text, "SMTP", "localhost:" + servers.port(ServerKind.MAILBOX));
        if (ServerKind.KAFKA.embedded(environment)) {
            line(text, "Kafka", servers.kafkaAddress());
        }
        if (ServerKind.POSTGRES.embedded(environment)) {
            line(text, "PostgreSQL", "psql \"" + servers.postgresUrl().replace("jdbc:", "") + "\"");
        }
    }

    /** In each language once, as nobody has said who reads it. */
    private String said(String key, String between, Object... values) {
        return words.stream().map(some -> some.say("welcome." + key, values)).collect(Collectors.joining(between));
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
}
