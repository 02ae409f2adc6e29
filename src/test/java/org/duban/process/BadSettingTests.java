package org.duban.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.duban.DubanApplication;
import org.duban.mail.InboxProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

/** Values that cannot work: each stops the start with its name, itself and a cure, and no stack trace. */
@ExtendWith(OutputCaptureExtension.class)
class BadSettingTests {

    private static final String[] CANNOT_WORK = """
            duban.base-url=duban.example
            duban.base-url=localhost:8080
            duban.base-url=ftp://duban.example
            duban.base-url=https://
            duban.base-url=https:///desk
            duban.base-url=https://duban.example?a=b
            duban.base-url=https://duban.example/#top
            duban.base-url=https://clerk:word@duban.example
            duban.base-url=https://duban.example:70000
            duban.demo=perhaps
            duban.roles=intake,nobody
            duban.mail.from=nonsense
            duban.mail.from=duban@
            duban.mail.from=@duban.example
            duban.mail.from=duban@duban@example
            duban.mail.from=duban@duban example
            duban.mail.from=duban@-.example
            duban.mail.from=督办@duban.example
            duban.mail.from=Duban <duban.example>
            duban.mail.connections=0
            duban.mail.connect-timeout=0s
            duban.mail.connect-timeout=soon
            duban.mail.step-timeout=-2m
            duban.mail.answer-timeout=400d
            duban.mail.rate=fast
            duban.mail.rate=0/s
            duban.mail.retry-for=0s
            duban.mail.retry-for=-5d
            duban.mail.retry-for=106751d
            duban.mail.dkim.domain=duban example
            duban.mail.dkim.selector=a/b
            duban.mail.inbox.host=imap.duban.example
            duban.mail.inbox.port=0
            duban.mail.inbox.port=99999
            duban.mail.inbox.tls=MAYBE
            duban.mail.inbox.folder=\u0020
            duban.mail.inbox.every=0s
            duban.mail.inbox.domain=duban example
            duban.mail.inbox.most-forwarded=-1
            duban.mail.inbox.most-forwarded=many
            duban.mail.inbox.largest=0
            duban.mail.inbox.largest=much
            duban.mail.inbox.probe=perhaps
            duban.mail.inbox.probe-within=-1h
            duban.answers.links-valid-for=0s
            duban.answers.links-valid-for=-60d
            duban.audit.every=1s
            duban.audit.grace=-5m
            duban.audit.histories-every=0
            duban.embedded.kafka-port=-1
            duban.embedded.kafka-port=5433
            duban.embedded.postgres-port=65536
            duban.embedded.smtp-port=smtp
            duban.embedded.data=
            duban.intake.batch=0
            duban.intake.concurrency=0
            duban.intake.node=node 1
            duban.intake.session-timeout=0s
            duban.intake.session-timeout=2h
            duban.jobs.typed-above=0
            duban.jobs.typed-above=many
            duban.jobs.largest=0
            duban.jobs.largest=1000000
            duban.metrics.token=guessable
            duban.metrics.token=口令口令口令口令口令口令口令口令口令
            duban.admin.password=0123456789012345678901234567890123456789012345678901234567890123456789012
            duban.access.second-factor=SOMEBODY
            duban.numbers.task={office}
            duban.numbers.task={n}{n}
            duban.numbers.task={office}{n}号
            duban.numbers.task=2026{n}
            duban.numbers.task={place}-{n}
            duban.numbers.task=\u0020
            duban.numbers.notice={year}{n}
            duban.numbers.offices.city-office=\u0020
            duban.numbers.offices.city-office={n}
            duban.oidc.name-claim=\u0020
            duban.oidc.roles-claim=\u0020
            duban.probes.port=65536
            duban.sessions.longest=0s
            duban.sessions.longest=400d
            duban.topics.create=perhaps
            duban.topics.partitions=0
            duban.topics.replicas=0
            duban.topics.task-events=task events
            duban.topics.task-events=duban.notices
            duban.topics.task-events-dlt=..
            duban.topics.notices=\u0020
            duban.topics.receipts=receipts/all
            duban.topics.unit-events=单位
            duban.topics.retention.task-events=-1d
            duban.topics.retention.task-events-dlt=-1d
            duban.topics.retention.notices=for ever
            duban.topics.retention.receipts=-1s
            duban.topics.retention.unit-events=-1d
            duban.topics.compact.receipts=perhaps
            duban.topics.compact.unit-events=perhaps
            """.split("\n");

    /** Files and names that are looked up where they are used, and told there; and what has names of its own below it. */
    private static final Set<String> TOLD_ELSEWHERE = Set.of(
            "duban.numbers.offices",
            "duban.units",
            "duban.policies",
            "duban.calendars",
            "duban.mail.wording",
            "duban.words",
            "duban.mail.dkim.key-file",
            "duban.embedded.programs",
            "duban.mail.inbox.office",
            "duban.mail.inbox.user",
            "duban.mail.inbox.password",
            "duban.mail.inbox.ssl-bundle");

    @ParameterizedTest
    @FieldSource("CANNOT_WORK")
    void stopsTheStartAndIsNamed(String setting, CapturedOutput output) {
        var name = setting.substring(0, setting.indexOf('='));
        var value = setting.substring(setting.indexOf('=') + 1);
        var secret = name.contains("password") || name.contains("token");

        assertThatThrownBy(() -> start(setting)).isInstanceOf(RuntimeException.class);

        // Validation writes names as Java does.
        assertThat(output.getOut().replace("-", "").toLowerCase(Locale.ROOT))
                .contains("application failed to start", name.replace("-", ""), "action:");
        assertThat(output)
                .doesNotContain("\tat org.")
                .satisfies(text ->
                        assertThat(text.toString().contains(value.strip())).isNotEqualTo(secret));
    }

    /** One for each way in which a value may be wrong: what it says, its bounds, its type, and what is missing beside it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            duban.base-url=example.org            | duban.base-url is "example.org"
            duban.mail.from=nonsense              | duban.mail.from is "nonsense"
            duban.mail.connections=0              | duban.mail.connections
            duban.mail.dkim.domain=example.org    | duban.mail.dkim.selector
            duban.roles=intake,nobody             | nobody
            duban.mail.inbox.host=imap.example    | duban.mail.inbox.user
            duban.mail.form=a@b.example           | did you mean duban.mail.from?
            """)
    void stopsTheStartBeforeServersAreStarted(
            String setting, String told, @TempDir Path folder, CapturedOutput output) {
        var data = folder.resolve("data");

        assertThatThrownBy(() ->
                        SpringApplication.run(DubanApplication.class, "--" + setting, "--duban.embedded.data=" + data))
                .isInstanceOf(RuntimeException.class);

        assertThat(output).contains("APPLICATION FAILED TO START", told).doesNotContain("MessageSource", "\tat org.");
        assertThat(data).doesNotExist();
    }

    @Test
    void startsWithWhatCanWork() {
        assertThatCode(() -> start("duban.base-url=https://example.org:8443/duban/"))
                .doesNotThrowAnyException();
        assertThatCode(() -> start("duban.mail.from=督办系统 <duban@example.org>")).doesNotThrowAnyException();
    }

    @Test
    void sayOfEverySettingWhatCannotWork() {
        var said = Arrays.stream(CANNOT_WORK)
                .map(line -> line.split("=")[0])
                .collect(Collectors.toCollection(HashSet::new));
        said.addAll(TOLD_ELSEWHERE);

        assertThat(SettingNames.known().stream().map(SettingNames.Known::name).filter(BadSettingTests::isOurs))
                .isSubsetOf(said);
    }

    /** Not one of those that only tests are told. */
    private static boolean isOurs(String name) {
        return !name.matches("duban\\.(aot|cases|docs|fuzz|judges|pictures|record|seed|simulation|test|write)");
    }

    private static void start(String setting) {
        new SpringApplicationBuilder(Settings.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .run("--spring.main.banner-mode=off", "--" + setting)
                .close();
    }

    @ImportAutoConfiguration({ConfigurationPropertiesAutoConfiguration.class, ValidationAutoConfiguration.class})
    @ConfigurationPropertiesScan("org.duban")
    @EnableConfigurationProperties(InboxProperties.class)
    static class Settings {}
}
