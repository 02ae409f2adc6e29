package org.duban.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.duban.TestDatabase;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.directory.Unit;
import org.duban.files.BadInput;
import org.duban.files.InputFile;
import org.duban.plan.PlanTests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Rulebooks that files and users change, on several nodes. */
class JdbcRulebooksTests {

    private static final String STANDARD =
            "policies:\n  standard:\n    tell-at: '%s'\n    steps: [ { name: a, on: assignment, tell: [lead] } ]\n";
    private static final String NEW_YEAR = "calendar: cn\nyear: 2027\nholidays: [ { from: 2027-01-01, name: 元旦 } ]\n";

    @TempDir
    Path directory;

    private final javax.sql.DataSource database = TestDatabase.create("policy");
    private final TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(database));
    private final List<String> audited = new ArrayList<>();
    private Map<String, Long> openTasks = Map.of();
    private Instant now = Instant.parse("2026-11-23T02:00:00Z");

    @BeforeEach
    void writeFiles() {
        write("policies.yaml", STANDARD.formatted("09:30"));
    }

    @Test
    void takesTheFilesOverAtTheFirstStart() {
        var node = node();

        assertThat(node.start()).containsExactly("policies", "built-in/cn-2025.yaml", "built-in/cn-2026.yaml");

        assertThat(node.current().version()).isEqualTo(1);
        assertThat(node.current().calendars().calendar("cn").confirmed(2026)).isTrue();
        assertThat(audited)
                .containsExactly("at start RULES_APPLIED 0 1 [policies, built-in/cn-2025.yaml, built-in/cn-2026.yaml]");
    }

    @Test
    void leavesWhatAUserAppliedWhileTheFilesAreAsTheyWere() {
        var node = started();
        apply(node, texts -> texts.with(STANDARD.formatted("10:00"), Map.of("cn-2027.yaml", NEW_YEAR)));

        assertThat(started().current().version()).isEqualTo(2);
        assertThat(tellAt(started())).isEqualTo("10:00");
    }

    @Test
    void takesOverTheFileThatHasChangedAndLeavesTheOthers() {
        apply(started(), texts -> texts.with(null, Map.of("cn-2027.yaml", NEW_YEAR)));
        write("policies.yaml", STANDARD.formatted("11:00"));

        var restarted = node();

        assertThat(restarted.start()).containsExactly("policies");
        assertThat(tellAt(restarted)).isEqualTo("11:00");
        assertThat(restarted.current().calendars().calendar("cn").confirmed(2027))
                .isTrue();
        assertThat(restarted.current().version()).isEqualTo(3);
    }

    @Test
    void aFileTakenOverDoesNotComeBackOverAUsersChange() {
        started();
        write("policies.yaml", STANDARD.formatted("11:00"));
        apply(started(), texts -> texts.with(STANDARD.formatted("12:00"), Map.of()));

        assertThat(tellAt(started())).isEqualTo("12:00");
    }

    @Test
    void takesAwayACalendarWhoseFileIsGone() throws IOException {
        write("calendars/cn-2027.yaml", NEW_YEAR);
        assertThat(started().current().calendars().calendar("cn").confirmed(2027))
                .isTrue();

        Files.delete(directory.resolve("calendars/cn-2027.yaml"));
        write("calendars/own.yaml", "calendar: own\n");

        assertThat(node().start()).containsExactly("cn-2027.yaml", "own.yaml");
        assertThat(started().current().calendars().names()).containsExactly("cn", "own");
        assertThat(started().current().calendars().calendar("cn").confirmed(2027))
                .isFalse();
    }

    @Test
    void aProcessWithoutFilesOfItsOwnLeavesThoseOfTheOthers() {
        write("calendars/cn-2027.yaml", NEW_YEAR);
        started();

        var other = new JdbcRulebooks(
                JdbcClient.create(database),
                transactions,
                JsonMapper.builder().build(),
                () -> Instant.EPOCH,
                new World(),
                new Recorded(),
                new RuleFiles(InputFile.of("classpath:policies.yaml"), false, JdbcRulebooksTests::builtIn, null));

        assertThat(other.start()).isEmpty();
        assertThat(tellAt(other)).isEqualTo("09:30");
    }

    @Test
    void readsItsFilesAgainWithoutARestart() throws IOException {
        write("calendars/cn-2027.yaml", NEW_YEAR);
        write("calendars/own.yaml", "calendar: own\n");
        var node = started();
        Files.delete(directory.resolve("calendars/cn-2027.yaml"));
        write("policies.yaml", STANDARD.formatted("11:00"));

        var reloaded = node.reloaded();
        transactions.execute(transaction -> node.apply(reloaded.texts(), 1, "admin", reloaded.files()));
        apply(node, texts -> texts.with(STANDARD.formatted("12:00"), Map.of()));

        assertThat(reloaded.texts().calendars()).doesNotContainKey("cn-2027.yaml");
        assertThat(reloaded.texts().policies()).contains("11:00");
        assertThat(tellAt(started())).isEqualTo("12:00");
    }

    @Test
    void everyNodeSeesWhatOneHasApplied() {
        var one = started();
        var other = started();
        apply(one, texts -> texts.with(STANDARD.formatted("10:00"), Map.of()));

        org.awaitility.Awaitility.await().until(() -> other.current().version() == 2);
        assertThat(tellAt(other)).isEqualTo("10:00");
        assertThat(other.history().versions()).extracting(Rulebook::version).containsExactly(1L, 2L);
    }

    @Test
    void appliesNothingThatWasMadeFromAnEarlierVersion() {
        var node = started();
        var old = node.current();
        apply(node, texts -> texts.with(STANDARD.formatted("10:00"), Map.of()));

        var late = transactions.execute(transaction -> node.apply(old.texts(), old.version(), "admin", null));

        assertThat(late).isEmpty();
        assertThat(tellAt(started())).isEqualTo("10:00");
    }

    @Test
    void looksAgainWhetherADraftStillFitsWhenItIsApplied() {
        var node = started();
        var draft = node.draft(
                node.current().texts().with(STANDARD.formatted("10:00").replace("standard", "other"), Map.of()));

        openTasks = Map.of("standard", 1L);

        assertThatThrownBy(() -> transactions.execute(
                        transaction -> node.apply(draft.texts(), node.current().version(), "admin", null)))
                .isInstanceOf(BadInput.class);
        assertThat(node.current().version()).isEqualTo(1);
    }

    @Test
    void letsWhoComesSecondWaitAndThenKnowThatHeIsLate() {
        var node = started();
        var texts = node.current().texts().with(STANDARD.formatted("10:00"), Map.of());

        var second = transactions.execute(transaction -> {
            node.apply(texts, 1, "admin", null);
            var other = CompletableFuture.supplyAsync(
                    () -> transactions.execute(its -> node.apply(texts, 1, "other", null)));
            org.awaitility.Awaitility.await().until(this::somebodyWaits);
            return other;
        });

        assertThat(second.join()).isEmpty();
        assertThat(node().current().version()).isEqualTo(2);
    }

    private boolean somebodyWaits() {
        return JdbcClient.create(database).sql("""
                        select exists (
                            select from pg_stat_activity
                            where datname = current_database() and wait_event_type = 'Lock')
                        """).query(Boolean.class).single();
    }

    @Test
    void letsEachVersionFollowTheOneBeforeWhateverTheClockSays() {
        apply(started(), texts -> texts.with(STANDARD.formatted("10:00"), Map.of()));
        now = Instant.parse("2026-11-23T01:59:00Z");
        apply(started(), texts -> texts.with(STANDARD.formatted("11:00"), Map.of()));
        now = Instant.parse("2026-11-23T03:00:00Z");
        apply(started(), texts -> texts.with(STANDARD.formatted("12:00"), Map.of()));

        assertThat(node().history().versions().stream().skip(1))
                .extracting(Rulebook::appliedAt)
                .containsExactly(Instant.parse("2026-11-23T02:00:00Z"), Instant.parse("2026-11-23T02:00:00Z"), now);
    }

    @Test
    void notesWhatAUserChanged() {
        apply(started(), texts -> texts.with(null, Map.of("cn-2027.yaml", NEW_YEAR)));

        assertThat(audited).last().isEqualTo("admin RULES_APPLIED 1 2 [cn-2027.yaml]");
    }

    @Test
    void knowsBeforeTheStartWhichCalendarsThereWillBe() {
        write("calendars/own.yaml", "calendar: own\n");
        var node = node();

        assertThat(node.calendarNames()).containsExactly("cn", "own");

        node.start();
        write("calendars/later.yaml", "calendar: later\n");
        assertThat(node.calendarNames()).containsExactly("cn", "own");
        assertThat(node().calendarNames()).containsExactly("cn", "later", "own");
    }

    @Test
    void refusesToLetAPolicyVanishThatOpenTasksFollow() {
        var node = started();
        openTasks = Map.of("standard", 12L);

        assertThatThrownBy(() -> node.draft(node.current()
                        .texts()
                        .with(STANDARD.formatted("10:00").replace("standard", "other"), Map.of())))
                .isInstanceOf(BadInput.class)
                .hasMessage("policies, policies.standard: the policy \"standard\" is gone, but 12 open tasks follow it;"
                        + " put it back, amend those tasks to another policy, and then take it away");
    }

    @Test
    void stopsTheStartWithTheLineOfTheFileThatIsWrong() {
        started();
        write("policies.yaml", STANDARD.formatted("half past nine"));

        assertThatThrownBy(() -> node().start())
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(
                        directory.resolve("policies.yaml") + ", line 3, policies.standard.tell-at: \"half past nine\"");
        assertThat(tellAt(node())).isEqualTo("09:30");
    }

    @Test
    void keepsOneVersionOfManyNodesThatStartAtOnce() {
        var starts = IntStream.range(0, 6)
                .mapToObj(number -> CompletableFuture.runAsync(() -> node().start()))
                .toArray(CompletableFuture[]::new);

        CompletableFuture.allOf(starts).join();

        assertThat(node().current().version()).isEqualTo(1);
    }

    @Test
    void goesOnWithARulebookWhoseUnitHasGone() {
        var node = started();
        apply(node, texts -> texts.with(STANDARD.formatted("10:00").replace("lead", "\"unit:city-health\""), Map.of()));

        units = List.of();

        assertThat(tellAt(started())).isEqualTo("10:00");
    }

    private Collection<Unit> units = List.of(PlanTests.UNITS.unit("city-health").orElseThrow());

    private JdbcRulebooks started() {
        var node = node();
        node.start();
        return node;
    }

    private JdbcRulebooks node() {
        return new JdbcRulebooks(
                JdbcClient.create(database),
                transactions,
                JsonMapper.builder().build(),
                () -> now,
                new World(),
                new Recorded(),
                new RuleFiles(
                        InputFile.of(directory.resolve("policies.yaml").toString()),
                        true,
                        JdbcRulebooksTests::builtIn,
                        Files.isDirectory(directory.resolve("calendars"))
                                ? () -> InputFile.yamlFilesIn(
                                        directory.resolve("calendars").toString())
                                : null));
    }

    private static List<InputFile> builtIn() {
        return List.of(
                InputFile.of("classpath:calendars/cn-2025.yaml"), InputFile.of("classpath:calendars/cn-2026.yaml"));
    }

    private void apply(JdbcRulebooks node, java.util.function.UnaryOperator<RuleTexts> change) {
        var before = node.current();
        var applied = transactions.execute(
                transaction -> node.apply(change.apply(before.texts()), before.version(), "admin", null));
        assertThat(applied).isPresent();
    }

    private static String tellAt(Rulebooks node) {
        return node.current()
                .policies()
                .policy("standard")
                .orElseThrow()
                .tellAt()
                .toString();
    }

    private void write(String name, String text) {
        try {
            var file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class World implements RuleParser.World {
        @Override
        public Collection<Unit> units() {
            return units;
        }

        @Override
        public void holdCodes() {
            // Nobody takes one away.
        }

        @Override
        public Map<String, Long> openTasks() {
            return openTasks;
        }
    }

    private final class Recorded implements AuditTrail {
        @Override
        public void write(String actor, AuditedAct act, String subject, Map<String, ?> detail) {
            audited.add(actor + " " + act + " " + detail.get("before") + " " + detail.get("after") + " "
                    + detail.get("changed"));
        }

        @Override
        public Optional<Long> firstBroken() {
            return Optional.empty();
        }
    }
}
