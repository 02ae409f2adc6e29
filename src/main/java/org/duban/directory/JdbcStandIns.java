package org.duban.directory;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The stand-ins in PostgreSQL; each write makes a new version of the tree, but moves no plan. */
final class JdbcStandIns implements StandIns {

    private static final String SELECT =
            "select unit, name, contact, deputy, deputy_name, from_day as \"from\", to_day as \"to\" from stand_in";

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final JdbcDirectory directory;

    JdbcStandIns(JdbcClient jdbc, TransactionOperations transactions, JdbcDirectory directory) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.directory = directory;
    }

    @Override
    public List<StandIn> of(String unit) {
        return jdbc.sql(SELECT + " where unit = :unit order by from_day, name")
                .param("unit", unit)
                .query(StandIn.class)
                .list();
    }

    @Override
    public StandIn save(StandIn asked) {
        return Objects.requireNonNull(transactions.execute(transaction -> {
            directory.lock();
            var units = directory.tree().units().stream().collect(Collectors.toMap(Unit::code, Function.identity()));
            var standIn = StandInRules.checked(asked, units, all(jdbc));
            write(standIn);
            directory.bump(false);
            return standIn;
        }));
    }

    private void write(StandIn standIn) {
        jdbc.sql("""
                        insert into stand_in (unit, name, contact, deputy, deputy_name, from_day, to_day)
                        values (:unit, :name, :contact, :deputy, :deputyName, :from, :to)
                        on conflict (unit, name) do update set
                            contact = excluded.contact, deputy = excluded.deputy, deputy_name = excluded.deputy_name,
                            from_day = excluded.from_day, to_day = excluded.to_day
                        """)
                .param("unit", standIn.unit())
                .param("name", standIn.name())
                .param("contact", standIn.contact())
                .param("deputy", standIn.deputy())
                .param("deputyName", standIn.deputyName())
                .param("from", standIn.from())
                .param("to", standIn.to())
                .update();
        directory.markReachable(List.of(standIn.deputy()));
    }

    @Override
    public boolean remove(String unit, String name) {
        return Boolean.TRUE.equals(transactions.execute(transaction -> {
            directory.lock();
            var removed = jdbc.sql("delete from stand_in where unit = :unit and name = :name")
                            .param("unit", unit)
                            .param("name", name)
                            .update()
                    > 0;
            if (removed) {
                directory.bump(false);
            }
            return removed;
        }));
    }

    /** Those of all units. */
    static List<StandIn> all(JdbcClient jdbc) {
        return jdbc.sql(SELECT + " order by unit, name").query(StandIn.class).list();
    }
}
