package org.duban.mail;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.duban.answers.links.AnswerLinks;
import org.duban.answers.links.SignedAddresses;
import org.duban.channel.Deliveries;
import org.duban.letter.LetterLinks;
import org.duban.letter.LetterProperties;
import org.duban.letter.Letters;
import org.duban.letter.Mail;
import org.duban.letter.MailWriter;
import org.duban.letter.ReturnAddresses;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.tracing.Traces;
import org.duban.words.Languages;
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
@EnableConfigurationProperties({
    MailProperties.class,
    SendingProperties.class,
    LetterProperties.class,
    InboxProperties.class
})
class MailConfiguration {

    private static final int QUEUED_PER_CONNECTION = 16;
    private static final int MOST_QUEUED = 500;
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    @Bean
    SmtpServer smtpServer(MailProperties mail, SendingProperties settings, ObjectProvider<SslBundles> bundles) {
        return new SmtpServer(mail, settings, bundles.getIfAvailable());
    }

    @Bean
    ReturnAddresses returnAddresses(InboxProperties inbox, LetterProperties letters, SignedAddresses sealed) {
        return inbox.open() ? new ReturnAddresses(sealed, inbox.domain(letters.sender())) : ReturnAddresses.NONE;
    }

    @Bean
    DirectMail directMail(SmtpServer server, SendingProperties settings, LetterProperties letters) {
        return new DirectMail(server, seal(settings), letters.sender());
    }

    private static UnaryOperator<Mail> seal(SendingProperties settings) {
        return settings.dkim() == null ? UnaryOperator.identity() : DkimSigner.with(settings.dkim());
    }

    @Bean
    OutagePause mailPause(InstantSource clock) {
        return new OutagePause(clock, SHORTEST_PAUSE, LONGEST_PAUSE);
    }

    @Bean
    SendPace mailPace(SendingProperties settings, InstantSource clock) {
        return new SendPace(settings.connections(), settings.limit().orElse(null), clock, System::nanoTime);
    }

    @Bean
    Rejection mailRejection(InstantSource clock) {
        return new Rejection(clock);
    }

    @Bean
    MailHealth mailRoomHealthIndicator(OutagePause pause, Rejection rejection, SendPace pace) {
        return new MailHealth(pause, rejection, pace);
    }

    @Bean
    AlikeFailures alikeFailures(InstantSource clock) {
        return new AlikeFailures(clock);
    }

    @Bean
    AlikeFailuresHealth mailRefusalsHealthIndicator(AlikeFailures alike) {
        return new AlikeFailuresHealth(alike);
    }

    /** It takes so many because it is the place that puts the room together. */
    @Bean
    MailDispatcher mailRoom(
            Deliveries deliveries,
            SmtpServer server,
            OutagePause pause,
            SendPace pace,
            Rejection rejection,
            AlikeFailures alike,
            AnswerLinks links,
            ReturnAddresses returns,
            SendingProperties settings,
            LetterProperties letters,
            Traces traces,
            Languages languages,
            ObjectProvider<MeterRegistry> meters) {
        var registry = meters.getIfAvailable(SimpleMeterRegistry::new);
        MailMeters.watch(registry, pace, pause, rejection);
        MailMeters.watch(registry, alike);
        var office = new MailWorker.Office(
                new MailQueue(queued(settings)),
                new Letters(new LetterLinks(links, returns.read()), languages, letters.sender()),
                new MailWriter(letters.sender(), returns),
                seal(settings),
                server,
                new OutcomeRecorder(deliveries, settings.connections()),
                new ClaimRenewal(deliveries, MailDispatcher.LEASE, MailDispatcher.RENEWAL),
                pause,
                pace,
                rejection,
                new MailMeters(registry, server.name()),
                alike,
                traces);
        return new MailDispatcher(deliveries, office, settings.connections());
    }

    /** No more than leaves in a minute, so that claims do not grow old in the queue. */
    private static int queued(SendingProperties settings) {
        var most = Math.min(MOST_QUEUED, QUEUED_PER_CONNECTION * settings.connections());
        return settings.limit()
                .map(rate -> Math.min(most, rate.within(Duration.ofMinutes(1))))
                .orElse(most);
    }

    @Bean
    NoticeListener noticeDoor(MailDispatcher room, JsonMapper json) {
        return new NoticeListener(room, json);
    }
}
