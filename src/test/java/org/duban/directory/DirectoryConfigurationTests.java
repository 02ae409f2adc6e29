package org.duban.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import javax.sql.DataSource;
import org.duban.TestDatabase;
import org.duban.audit.AuditTrail;
import org.duban.files.BadInput;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

final class DirectoryConfigurationTests {

    private static final String HEADER = "code,parent,kind,name_zh,name_en,email,locale,zone\n";

    @TempDir
    Path folder;

    private final DataSource database = TestDatabase.create("directory");
    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withUserConfiguration(DirectoryConfiguration.class, Properties.class)
            .withBean(KnownCalendars.class, () -> () -> Set.of("cn"))
            .withBean(AuditTrail.class, NoTrail::new)
            .withBean(InstantSource.class, () -> () -> Instant.parse("2026-11-23T01:30:00Z"))
            .withBean(JdbcClient.class, () -> JdbcClient.create(database))
            .withBean(TransactionTemplate.class, () -> new TransactionTemplate(new JdbcTransactionManager(database)));
    private Path file;

    @EnableConfigurationProperties(DirectoryProperties.class)
    static class Properties {}

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("units.csv"), HEADER + "a,,LEADING_GROUP,组,A,a@x.example,en,UTC\n");
    }

    @Test
    void startsWithoutUnits() {
        context.run(running ->
                assertThat(running.getBean(Directory.class).tree().units()).isEmpty());
    }

    @Test
    void loadsTheUnitsAndKeepsWhatItKnowsOfThemAtTheNextStart() {
        var configured = context.withPropertyValues("duban.units=" + file);

        configured.run(running -> running.getBean(Directory.class)
                .markUnreachable("a@x.example", Instant.parse("2026-11-23T01:30:00Z"), "550"));

        configured.run(running -> {
            assertThat(running.getBean(Directory.class).tree().unit("a")).isPresent();
            assertThat(running.getBean(Directory.class).tree().reachableAddresses("a"))
                    .isEmpty();
        });
    }

    @Test
    void loadsNothingOfAWrongFile() throws IOException {
        Files.writeString(file, HEADER + "a,,UNIT,局,A,,en,UTC\nb,,UNIT,局,B,,en,Mars/Base\n");

        context.withPropertyValues("duban.units=" + file)
                .run(stopped -> assertThat(stopped)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(BadInput.class)
                        .hasMessage(
                                file + ", line 3, zone: \"Mars/Base\" is no time zone; write one like Asia/Shanghai"));

        context.run(running ->
                assertThat(running.getBean(Directory.class).tree().units()).isEmpty());
    }
}
