package org.duban.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.duban.answers.MailedAnswers;
import org.duban.answers.links.SignedAddresses;
import org.duban.database.FailureClassifier;
import org.duban.directory.Directory;
import org.duban.letter.ReturnAddresses;
import org.duban.mail.AlikeFailures;
import org.duban.mail.DirectMail;
import org.duban.mail.InboxProperties;
import org.duban.notice.pipeline.DeliveryReports;
import org.duban.notice.pipeline.MailForwarding;
import org.duban.process.ConditionalOnRole;
import org.duban.process.DubanProperties;
import org.duban.process.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
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
    MailboxStatus inboxReadings(InstantSource clock) {
        return new MailboxStatus(clock);
    }

    @Bean
    InboxHealth inboxHealthIndicator(
            MailboxStatus readings, JdbcInboxTable table, InboxProperties settings, InstantSource clock) {
        return new InboxHealth(readings, table, settings.probeWithin(), clock);
    }

    @Bean(InboxReadiness.NAME)
    InboxReadiness inboxReading(MailboxStatus readings) {
        return new InboxReadiness(readings);
    }

    @Bean
    static HealthEndpointGroupsPostProcessor inboxInReadiness() {
        return InboxReadiness::shownIn;
    }

    @Bean
    InboxMeters inboxMeters(
            MeterRegistry registry,
            JdbcInboxTable table,
            MailboxStatus readings,
            InboxProperties settings,
            InstantSource clock) {
        return new InboxMeters(registry, table, readings, settings.probeWithin(), clock);
    }

    @Bean
    OfficeForwarding officeForwarding(
            JdbcInboxTable table,
            MailForwarding forwarding,
            Directory directory,
            DirectMail mail,
            DubanProperties duban,
            InboxProperties settings) {
        var inbox = duban.baseUrl().toString().replaceAll("/+$", "") + "/desk/inbox";
        return new OfficeForwarding(table, forwarding, directory, mail.from(), inbox, settings);
    }

    @Bean
    MailIntake intaking(
            JdbcInboxTable table,
            SignedAddresses addresses,
            DeliveryReports reports,
            MailedAnswers answers,
            AlikeFailures alike,
            Directory directory,
            OfficeForwarding officeForwarding,
            FailureClassifier blame,
            InboxMeters meters,
            TransactionTemplate transaction,
            InstantSource clock) {
        return new MailIntake(
                table,
                addresses,
                reports,
                answers,
                alike,
                directory,
                officeForwarding,
                blame,
                meters,
                transaction,
                clock);
    }

    @Bean
    MailboxPoller inboxRoom(
            InboxProperties settings,
            ObjectProvider<SslBundles> bundles,
            JdbcInboxTable table,
            MailIntake intaking,
            ReturnAddresses returns,
            DirectMail mail,
            MailboxStatus readings,
            InstantSource clock) {
        return new MailboxPoller(
                new ImapMailbox(settings, bundles.getIfAvailable(), table, intaking, readings),
                new ReplyAddressProbe(table, returns, mail, clock, settings.probe()),
                readings,
                settings.every());
    }
}
