package org.duban.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.sql.DataSource;
import org.duban.TestDatabase;
import org.duban.audit.AuditTrail;
import org.duban.files.BadInput;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(OutputCaptureExtension.class)
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

    /** Of a file that fits itself and not what is there: what can be done while nothing runs. */
    @Test
    void saysHowAFileFitsWhatIsThere() throws IOException {
        var configured = context.withPropertyValues("duban.units=" + file);
        configured.run(running -> assertThat(running).hasNotFailed());
        Files.writeString(file, HEADER + "A,,LEADING_GROUP,组,A,a@x.example,en,UTC\n");

        configured.run(stopped -> assertThat(stopped)
                .getFailure()
                .rootCause()
                .isInstanceOf(BadInput.class)
                .hasMessage(
                        file + ": its lines fit each other, but not what is there: unit \"A\", code: it differs from"
                                + " that of the unit \"a\" only in capital letters; write \"a\" if it is that unit, or else another"
                                + " code; or take back what was changed there, and start again"));
    }

    @Test
    void leavesWhatWasSavedOtherwiseWhileTheFileSaysNothingNew() {
        var configured = context.withPropertyValues("duban.units=" + file);
        configured.run(running -> running.getBean(Directory.class).save(List.of(named("甲局"))));

        configured.run(running ->
                assertThat(running.getBean(Directory.class).tree().unit("a")).contains(named("甲局")));
    }

    @Test
    void bringsNobodyBackWhoWasRemovedWhileTheFileSaysNothingNew() {
        var configured = context.withPropertyValues("duban.units=" + file);
        configured.run(running -> running.getBean(Directory.class)
                .remove(new Removal("a", null, "event from /oa", "/oa#1", Instant.EPOCH)));

        configured.run(running ->
                assertThat(running.getBean(Directory.class).tree().units()).isEmpty());
    }

    @Test
    void listsWhatAChangedFileUndoesBeforeItIsLoaded(CapturedOutput output) throws IOException {
        Files.writeString(file, "b,a,UNIT,局,B,b@x.example,en,UTC\nc,a,UNIT,局,C,,en,UTC\n", StandardOpenOption.APPEND);
        var configured = context.withPropertyValues("duban.units=" + file);
        configured.run(running -> {
            running.getBean(Directory.class).save(List.of(named("甲局")));
            running.getBean(Directory.class).remove(new Removal("b", null, "event", "/oa#1", Instant.EPOCH));
        });
        Files.writeString(file, Files.readString(file).replace(",C,", ",See,"));

        configured.run(
                running -> assertThat(running.getBean(Directory.class).tree().units())
                        .extracting(Unit::code, Unit::nameZh, Unit::nameEn)
                        .containsExactlyInAnyOrder(tuple("a", "组", "A"), tuple("b", "局", "B"), tuple("c", "局", "See")));

        assertThat(output)
                .containsSubsequence(
                        "undoes: unit \"a\" changes back: nameZh \"甲局\" → \"组\"",
                        "undoes: unit \"b\" comes back, which was removed",
                        "Units loaded")
                .doesNotContain("undoes: unit \"c\"");
    }

    @Test
    void countsAFileOnceOnlyHoweverManyProcessesHaveIt(CapturedOutput output) {
        var configured = context.withPropertyValues("duban.units=" + file);

        configured.run(running -> assertThat(running).hasNotFailed());
        configured.run(running -> assertThat(running).hasNotFailed());

        assertThat(output.getAll().split("Units loaded", -1)).hasSize(2);
        assertThat(output).contains("Units file unchanged since it was last loaded");
    }

    private static Unit named(String nameZh) {
        return new Unit(
                "a",
                null,
                UnitKind.LEADING_GROUP,
                nameZh,
                "A",
                List.of("a@x.example"),
                Locale.ENGLISH,
                ZoneId.of("UTC"));
    }
}
