package org.duban.mail;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.duban.ConditionalOnRole;
import org.duban.Role;
import org.duban.answers.AnswerLinks;
import org.duban.notice.Outbox;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Opens the mail room in processes of that role. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.MAIL)
@EnableConfigurationProperties({MailProperties.class, MailSettings.class})
class MailConfiguration {

    private static final int QUEUED_PER_CONNECTION = 16;
    private static final int MOST_QUEUED = 500;
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    @Bean
    SmtpServer smtpServer(MailProperties mail, MailSettings settings, ObjectProvider<SslBundles> bundles) {
        return new SmtpServer(mail, settings, bundles.getIfAvailable());
    }

    @Bean
    Pause mailPause(InstantSource clock) {
        return new Pause(clock, SHORTEST_PAUSE, LONGEST_PAUSE);
    }

    @Bean
    MailHealth mailRoomHealthIndicator(Pause pause) {
        return new MailHealth(pause);
    }

    @Bean
    MailRoom mailRoom(
            Outbox outbox,
            SmtpServer server,
            Pause pause,
            AnswerLinks links,
            MailSettings settings,
            ObjectProvider<MeterRegistry> meters) {
        var office = new Sender.Office(
                new MailQueue(Math.min(MOST_QUEUED, QUEUED_PER_CONNECTION * settings.connections())),
                new Letters(new LetterLinks(links), Wordings.with(settings.wording())),
                new MailWriter(settings.sender()),
                server,
                new Recorder(outbox, settings.connections()),
                new Claims(outbox, MailRoom.LEASE, MailRoom.RENEWAL),
                pause,
                new MailMeters(meters.getIfAvailable(io.micrometer.core.instrument.simple.SimpleMeterRegistry::new)));
        return new MailRoom(outbox, office, settings.connections());
    }

    @Bean
    NoticeDoor noticeDoor(MailRoom room, JsonMapper json) {
        return new NoticeDoor(room, json);
    }
}
