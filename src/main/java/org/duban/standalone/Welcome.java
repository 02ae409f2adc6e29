package org.duban.standalone;

import org.duban.process.Duban;
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

    private static final Logger log = LoggerFactory.getLogger(Welcome.class);

    private final EmbeddedServers servers;
    private final Environment environment;
    private final Duban duban;

    Welcome(EmbeddedServers servers, Environment environment, Duban duban) {
        this.servers = servers;
        this.environment = environment;
        this.duban = duban;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void greet() {
        log.info("{}", text());
    }

    String text() {
        var pages = "http://localhost:" + environment.getProperty("local.server.port", "8080");
        var text = new StringBuilder("\n\n  Duban is ready. 督办已就绪。\n\n");
        line(text, "Mailbox 邮箱", pages + "/mailbox");
        line(text, "API docs 接口", pages + "/swagger-ui.html");
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
        text.append(
                "\n  The demo campaign is running: open the mailbox and watch assignments, reminders and escalations"
                        + " come in.\n  演示活动正在运行：打开邮箱，两分钟内即可看到交办、提醒、催办和升级。\n");
        if (ServerKind.KAFKA.embedded(environment)) {
            text.append("\n  Assign a task of your own, due in a minute 自己交办一项，一分钟后到期：\n\n")
                    .append(tryThis());
        }
        return text.toString();
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
