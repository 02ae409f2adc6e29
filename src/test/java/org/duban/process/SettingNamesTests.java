package org.duban.process;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SettingNamesTests {

    @ParameterizedTest
    @CsvSource(textBlock = """
            duban.mail.form,              duban.mail.from
            duban.mail.retryfro,          duban.mail.retry-for
            duban.base.url,               duban.base-url
            duban.unit,                   duban.units
            duban.mail.inbox.prot,        duban.mail.inbox.port
            duban.topics.retention.notice, duban.topics.retention.notices
            duban.mail.from.name,         ''
            duban.something-else,         ''
            """)
    void namesASettingThatThereIsNotAndWhatWasMeant(String wrong, String meant) {
        assertThatThrownBy(() -> check(onTheCommandLine(wrong)))
                .isInstanceOf(UnknownSettings.class)
                .hasMessageContaining(wrong + " (command line)")
                .hasMessageEndingWith(meant.isEmpty() ? ")" : "did you mean " + meant + "?");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            DUBAN_MAIL_FORM,   DUBAN_MAIL_FROM
            DUBAN_MAILFROM,    DUBAN_MAIL_FROM
            DUBAN_BASE_URI,    DUBAN_BASEURL
            duban_mail_form,   DUBAN_MAIL_FROM
            DUBAN_PROBE_PORT,  DUBAN_PROBES_PORT
            """)
    void namesAVariableOfTheEnvironmentThatIsNone(String wrong, String meant) {
        assertThatThrownBy(() -> check(inTheEnvironment(wrong)))
                .isInstanceOf(UnknownSettings.class)
                .hasMessageContaining(wrong + " (environment); did you mean " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "duban.mail.retry-for",
                "duban.mail.retryFor",
                "duban.mail.retry_for",
                "duban.mail.RETRYFOR",
                "duban.roles[0]",
                "duban.drill.tasks",
                "dubanesque.word",
                "spring.mail.host"
            })
    void takesEachWayOfWritingANameThatThereIs(String name) {
        assertThatCode(() -> check(onTheCommandLine(name))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DUBAN_MAIL_RETRYFOR",
                "DUBAN_MAIL_RETRY_FOR",
                "DUBAN_ROLES_0",
                "DUBAN_SERVICE_HOST",
                "DUBAN_PORT",
                "DUBAN_PORT_8080_TCP_ADDR",
                "DUBAN_POSTGRES_SERVICE_PORT_SQL",
                "DUBAN_IMAGE"
            })
    void leavesVariablesAloneThatAreSettingsOrNotOurs(String name) {
        assertThatCode(() -> check(inTheEnvironment(name))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            DUBAN_PORT,          tcp://10.0.0.7:8080
            DUBAN_POSTGRES_PORT, tcp://10.0.0.8:5432
            DUBAN_DB_NAME,       /duban/db
            """)
    void leavesVariablesAloneThatTellOfAService(String name, String value) {
        assertThatCode(() -> check(inTheEnvironment(name, value))).doesNotThrowAnyException();
    }

    @Test
    void namesAllAtOnceAndNoValue() {
        var environment = onTheCommandLine("duban.admin.pasword", "duban.mail.form");

        assertThatThrownBy(() -> check(environment))
                .hasMessageContaining("duban.admin.pasword (command line); did you mean duban.admin.password?")
                .hasMessageContaining("duban.mail.form")
                .message()
                .doesNotContain("geheim");
    }

    private static void check(ConfigurableEnvironment environment) {
        SettingNames.check(environment, SettingNames.known());
    }

    private static ConfigurableEnvironment onTheCommandLine(String... names) {
        var arguments = new String[names.length];
        for (var i = 0; i < names.length; i++) {
            arguments[i] = "--" + names[i] + "=geheim";
        }
        return with(new SimpleCommandLinePropertySource(arguments));
    }

    private static ConfigurableEnvironment inTheEnvironment(String name) {
        return inTheEnvironment(name, "geheim");
    }

    private static ConfigurableEnvironment inTheEnvironment(String name, String value) {
        return with(new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of(name, value)));
    }

    private static ConfigurableEnvironment with(PropertySource<?> source) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .forEach(any -> environment.getPropertySources().remove(any.getName()));
        environment.getPropertySources().addFirst(source);
        environment.getPropertySources().addLast(new MapPropertySource("others", Map.of("server.port", "0")));
        return environment;
    }
}
