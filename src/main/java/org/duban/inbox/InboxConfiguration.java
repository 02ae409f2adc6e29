package org.duban.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.duban.answers.MailedAnswers;
import org.duban.answers.SealedAddresses;
import org.duban.database.Blame;
import org.duban.directory.Directory;
import org.duban.letter.ReturnAddresses;
import org.duban.mail.DirectMail;
import org.duban.mail.InboxSettings;
import org.duban.notice.DeliveryReports;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens the inbox in mail processes that are told of one. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.MAIL)
@Conditional(InboxConfiguration.HasInbox.class)
class InboxConfiguration {

    /** Whether {@code duban.mail.inbox.host} says something. */
    static final class HasInbox implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !context.getEnvironment()
                    .getProperty("duban.mail.inbox.host", "")
                    .isBlank();
        }
    }

    @Bean
    Readings inboxReadings(InstantSource clock) {
        return new Readings(clock);
    }

    @Bean
    InboxHealth inboxHealthIndicator(
            Readings readings, JdbcInboxTable table, InboxSettings settings, InstantSource clock) {
        return new InboxHealth(readings, table, settings.probeWithin(), clock);
    }

    @Bean
    InboxMeters inboxMeters(
            MeterRegistry registry,
            JdbcInboxTable table,
            Readings readings,
            InboxSettings settings,
            InstantSource clock) {
        return new InboxMeters(registry, table, readings, settings.probeWithin(), clock);
    }

    @Bean
    Intaking intaking(
            JdbcInboxTable table,
            SealedAddresses addresses,
            DeliveryReports reports,
            MailedAnswers answers,
            Directory directory,
            Blame blame,
            InboxMeters meters,
            TransactionTemplate transaction,
            InstantSource clock) {
        return new Intaking(table, addresses, reports, answers, directory, blame, meters, transaction, clock);
    }

    @Bean
    InboxRoom inboxRoom(
            InboxSettings settings,
            ObjectProvider<SslBundles> bundles,
            JdbcInboxTable table,
            Intaking intaking,
            ReturnAddresses returns,
            DirectMail mail,
            Readings readings,
            InstantSource clock) {
        return new InboxRoom(
                new ImapMailbox(settings, bundles.getIfAvailable(), table, intaking),
                new Probing(table, returns, mail, clock, settings.probe()),
                readings,
                settings.every());
    }
}
