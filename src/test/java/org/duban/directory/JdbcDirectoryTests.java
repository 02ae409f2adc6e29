package org.duban.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.duban.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

final class JdbcDirectoryTests {

    private static final Instant SINCE = Instant.parse("2026-11-23T01:30:00Z");

    private final DataSource database = TestDatabase.create("directory", "api");
    private final TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(database));
    private final JdbcDirectory directory = open();
    private final JdbcDirectory otherNode = open();

    @Test
    void givesUnitsBackAsTheyWereSaved() {
        var top = unit("top", null, "b@x.example", "a@x.example");
        var office = new Unit(
                "office",
                "top",
                UnitKind.LEADING_GROUP_OFFICE,
                "办公室",
                "Office, \"quoted\" {x}",
                List.of(),
                Locale.forLanguageTag("zh-CN"),
                ZoneId.of("+08:00"),
                "gyangze");

        directory.save(List.of(office, top));

        assertThat(directory.tree().units()).containsExactlyInAnyOrder(top, office);
        assertThat(otherNode.tree().units()).containsExactlyInAnyOrder(top, office);
    }

    @Test
    void keepsTheTreeWhileNothingChangesAndShowsEveryWriteToEveryNode() {
        directory.save(List.of(unit("a", null, "a@x.example")));
        var tree = otherNode.tree();
        assertThat(otherNode.tree()).isSameAs(tree);

        directory.markUnreachable("a@x.example", SINCE, "550 no such user");
        assertThat(otherNode.tree().reachableAddresses("a")).isEmpty();

        directory.save(List.of(unit("a", null, "b@x.example")));
        assertThat(otherNode.tree().reachableAddresses("a")).containsExactly("b@x.example");

        directory.remove(removal("a", null));
        assertThat(otherNode.tree().units()).isEmpty();
    }

    @Test
    void leavesTheVersionAloneWhenNothingWasWritten() {
        directory.save(List.of(unit("a", null, "a@x.example")));
        directory.markUnreachable("a@x.example", SINCE, "550 no such user");
        var tree = otherNode.tree();

        directory.markUnreachable("a@x.example", SINCE.plusSeconds(60), "550 again");
        directory.markUnreachable("unknown@x.example", SINCE, "550 no such user");
        directory.remove(removal("unknown", null));
        directory.save(List.of());

        assertThat(otherNode.tree()).isSameAs(tree);
        assertThat(JdbcClient.create(database)
                        .sql("select unreachable_reason from contact")
                        .query(String.class)
                        .single())
                .isEqualTo("550 no such user");
    }

    @Test
    void makesAddressesOfAReplacedUnitReachableAgain() {
        directory.save(
                List.of(unit("a", null, "a@x.example", "shared@x.example"), unit("b", null, "shared@x.example")));
        directory.markUnreachable("a@x.example", SINCE, "550");
        directory.markUnreachable("shared@x.example", SINCE, "550");
        assertThat(directory.tree().reachableAddresses("a")).isEmpty();
        assertThat(directory.tree().reachableAddresses("b")).isEmpty();

        directory.save(List.of(unit("a", null, "a@x.example", "shared@x.example")));

        assertThat(directory.tree().reachableAddresses("a")).containsExactly("a@x.example", "shared@x.example");
        assertThat(directory.tree().reachableAddresses("b")).containsExactly("shared@x.example");
    }

    @Test
    void keepsMarksOfUnitsThatDoNotDiffer() {
        var a = unit("a", null, "a@x.example");
        directory.save(List.of(a, unit("b", "a", "b@x.example"), unit("c", "a")));
        directory.markUnreachable("a@x.example", SINCE, "550");
        directory.markUnreachable("b@x.example", SINCE, "550");

        var changed =
                directory.saveChanged(List.of(a, unit("b", "a", "b@x.example", "b2@x.example")), overwriting -> {});

        assertThat(changed).isEqualTo(1);
        assertThat(directory.tree().reachableAddresses("a")).isEmpty();
        assertThat(directory.tree().reachableAddresses("b")).containsExactly("b@x.example", "b2@x.example");
        assertThat(directory.tree().unit("c")).isPresent();
    }

    @Test
    void savesAllOrNothing() {
        directory.save(List.of(unit("a", null)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> directory.save(List.of(unit("b", "a"), unit("c", "nowhere"))))
                .withMessage("unit \"c\", parent: there is no unit \"nowhere\"; write one of a, b, c");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> directory.save(List.of(unit("b", "a"), unit("a", "b"))))
                .withMessage(
                        "unit \"b\", parent: the unit stands above itself: b → a → b; give one of them another parent");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> directory.save(List.of(unit("b", null), unit("c", null, "c c@x.example"))));
        assertThatIllegalArgumentException().isThrownBy(() -> directory.save(List.of(unit("b b", null))));

        assertThat(directory.tree().units()).containsExactly(unit("a", null));
    }

    @Test
    void forgetsWhatARolledBackTransactionHadSaved() {
        transactions.executeWithoutResult(transaction -> {
            directory.save(List.of(unit("a", null)));
            assertThat(directory.tree().unit("a")).isPresent();
            transaction.setRollbackOnly();
        });
        otherNode.save(List.of(unit("b", null)));

        assertThat(directory.tree().units()).containsExactly(unit("b", null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        Office@x.example,office@x.example                  | Office@x.example
        office@x.example,OFFICE@X.EXAMPLE,hall@x.example   | office@x.example,hall@x.example
        a@x.example,b@x.example                            | a@x.example,b@x.example
        """)
    void sendsOneMailToAMailbox(String written, String kept) {
        directory.save(List.of(unit("a", null, written.split(","))));

        assertThat(String.join(",", directory.tree().unit("a").orElseThrow().emails()))
                .isEqualTo(kept);
    }

    @Test
    void takesTenThousandUnits() {
        var units = IntStream.range(0, 10_000)
                .mapToObj(i -> unit("u" + i, i == 0 ? null : "u" + i / 10, "u" + i + "@x.example"))
                .toList();

        directory.save(units);

        assertThat(directory.saveChanged(units, overwriting -> {})).isZero();
        assertThat(otherNode.tree().units()).hasSize(10_000);
        assertThat(otherNode.tree().unit("u9999")).contains(units.get(9999));
    }

    private JdbcDirectory open() {
        var jdbc = JdbcClient.create(database);
        return new JdbcDirectory(
                jdbc,
                transactions,
                () -> Set.of("cn", "gyangze"),
                new JdbcRemovals(jdbc, Stream::empty, new NoTrail(), () -> SINCE));
    }

    private static Removal removal(String code, @Nullable String mergedInto) {
        return new Removal(code, mergedInto, "event from /oa", "/oa#" + code, SINCE);
    }

    private static Unit unit(String code, @Nullable String parent, String... emails) {
        return new Unit(
                code,
                parent,
                UnitKind.UNIT,
                "局",
                "Bureau",
                List.of(emails),
                Locale.ENGLISH,
                ZoneId.of("Asia/Shanghai"));
    }
}
