package org.duban.standalone;

import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.duban.process.OwnMailbox;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;

/** Starts what is embedded and hands its addresses to Spring Boot. */
@Configuration(proxyBeanMethods = false)
class StandaloneConfiguration {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Mailbox mailbox() {
        // Not the clock of the rooms: that one asks the database, which is only starting now.
        return new Mailbox(InstantSource.system());
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static EmbeddedServers embeddedServers(Environment environment, Mailbox mailbox) {
        var kinds = EnumSet.allOf(ServerKind.class).stream()
                .filter(kind -> kind.embedded(environment))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ServerKind.class)));
        var settings = Binder.get(environment).bindOrCreate("duban.embedded", EmbeddedProperties.class);
        return new EmbeddedServers(settings, kinds, mailbox);
    }

    @Bean
    @ConditionalOnEmbedded(ServerKind.MAILBOX)
    OwnMailbox ownMailbox() {
        return new OwnMailbox("mailbox");
    }

    @Bean
    @ConditionalOnEmbedded(ServerKind.KAFKA)
    KafkaConnectionDetails embeddedKafkaConnectionDetails(EmbeddedServers servers) {
        return () -> List.of(servers.kafkaAddress());
    }

    @Bean
    @ConditionalOnEmbedded(ServerKind.POSTGRES)
    JdbcConnectionDetails embeddedPostgresConnectionDetails(EmbeddedServers servers) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return PostgresServer.USER;
            }

            @Override
            public String getPassword() {
                return servers.postgresPassword();
            }

            @Override
            public String getJdbcUrl() {
                return servers.postgresUrl();
            }
        };
    }

    /** Boot reads {@code spring.mail.*} from properties only, so the mailbox is written into them. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnEmbedded(ServerKind.MAILBOX)
    @EnableConfigurationProperties(MailProperties.class)
    static class MailboxAddress {

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static BeanPostProcessor mailboxAddressWriter(EmbeddedServers servers) {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessBeforeInitialization(Object bean, String name) {
                    if (bean instanceof MailProperties mail) {
                        mail.setHost("localhost");
                        mail.setPort(servers.port(ServerKind.MAILBOX));
                        mail.getProperties().putIfAbsent("mail.smtp.starttls.enable", "false");
                        mail.getProperties().putIfAbsent("mail.smtp.starttls.required", "false");
                    }
                    return bean;
                }
            };
        }
    }
}
