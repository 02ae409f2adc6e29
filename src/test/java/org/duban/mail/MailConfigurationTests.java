package org.duban.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.duban.answers.links.AnswerLinks;
import org.duban.answers.links.AnswerLinksFixture;
import org.duban.answers.links.SignedAddresses;
import org.duban.channel.Deliveries;
import org.duban.files.BadInput;
import org.duban.letter.LetterProperties;
import org.duban.letter.ReturnAddresses;
import org.duban.process.BadSetting;
import org.duban.process.DubanProperties;
import org.duban.tracing.Traces;
import org.duban.words.Languages;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

class MailConfigurationTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withUserConfiguration(Properties.class, MailConfiguration.class)
            .withBean(InstantSource.class, InstantSource::system)
            .withBean(Traces.class, () -> Traces.OFF)
            .withBean(Languages.class, Languages::builtIn)
            .withBean(JsonMapper.class, JsonMapper::new)
            .withBean(Deliveries.class, MemoryDeliveries::new)
            .withBean(AnswerLinks.class, AnswerLinksFixture::always)
            .withBean(SignedAddresses.class, () -> SignedAddresses.with(new SecretKeySpec(new byte[32], "HmacSHA256")));

    @Test
    void opensTheRoomInAMailProcess() {
        runner.withPropertyValues("duban.roles=mail,desk", "duban.mail.answer-timeout=3m")
                .run(context -> {
                    assertThat(context)
                            .hasSingleBean(MailDispatcher.class)
                            .hasSingleBean(NoticeListener.class)
                            .hasSingleBean(MailHealth.class);
                    assertThat(context.getBean(MailDispatcher.class).isRunning())
                            .isTrue();
                    assertThat(context.getBean(LetterProperties.class).from()).isEqualTo("duban@localhost");
                    var settings = context.getBean(SendingProperties.class);
                    assertThat(settings.connections()).isEqualTo(16);
                    assertThat(settings.answerTimeout()).isEqualTo(Duration.ofMinutes(3));
                });
    }

    @Test
    void keepsItClosedElsewhere() {
        runner.withPropertyValues("duban.roles=intake,clock")
                .run(context -> assertThat(context).doesNotHaveBean(MailDispatcher.class));
    }

    @Test
    void refusesToStartWithASenderThatIsNoAddress() {
        runner.withPropertyValues("duban.mail.from=no address\r\nBcc: x@example.org")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void saysWhatIsWrongWithARateOrAKeyFile() {
        runner.withPropertyValues("duban.mail.rate=fast")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(BadSetting.class)
                        .hasMessage("duban.mail.rate is \"fast\", and that cannot work"));
        runner.withPropertyValues(
                        "duban.mail.dkim.domain=duban.example",
                        "duban.mail.dkim.selector=s1",
                        "duban.mail.dkim.key-file=/nowhere/dkim.pem")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(BadInput.class)
                        .hasMessageStartingWith("/nowhere/dkim.pem, duban.mail.dkim.key-file: "));
    }

    @Test
    void refusesToSignWithHalfOfTheSettings() {
        runner.withPropertyValues("duban.mail.dkim.domain=duban.example")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void refusesToStartWithHalfAnInbox() {
        runner.withPropertyValues("duban.mail.inbox.host=imap.example.org", "duban.mail.inbox.user=duban")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("there is no duban.mail.inbox.password"));
    }

    @Test
    void keepsThePasswordOfTheInboxOutOfLogs() {
        runner.withPropertyValues(
                        "duban.mail.inbox.host=imap.example.org",
                        "duban.mail.inbox.user=duban",
                        "duban.mail.inbox.password=geheim")
                .run(context -> assertThat(context.getBean(InboxProperties.class))
                        .asString()
                        .contains("imap.example.org")
                        .doesNotContain("geheim"));
    }

    @Test
    void namesReturnAddressesOnlyWhereAnInboxIsRead() {
        runner.run(context -> assertThat(context.getBean(ReturnAddresses.class).ofReplies(new UUID(0, 1)))
                .isEmpty());
        runner.withPropertyValues(
                        "duban.mail.from=Duban <duban@duban.example>",
                        "duban.mail.inbox.host=imap.example.org",
                        "duban.mail.inbox.user=duban",
                        "duban.mail.inbox.password=secret")
                .run(context -> assertThat(
                                context.getBean(ReturnAddresses.class).ofReplies(new UUID(0, 1)))
                        .get()
                        .asString()
                        .endsWith("@duban.example"));
    }

    @Configuration
    @EnableConfigurationProperties(DubanProperties.class)
    static class Properties {}
}
