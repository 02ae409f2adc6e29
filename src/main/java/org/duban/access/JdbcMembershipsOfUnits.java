package org.duban.access;

import java.util.Optional;
import java.util.Set;
import org.duban.directory.Dependants;
import org.duban.directory.Dependency;
import org.duban.directory.Merger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The roles that people have at units: from a merger on they have them at the successor. */
@Component
final class JdbcMembershipsOfUnits implements Dependants {

    private static final String AT =
            " exists (select from unnest(roles) as role where split_part(role, '@', 2) = any(:units))";

    private final JdbcClient jdbc;

    JdbcMembershipsOfUnits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Dependency> on(Set<String> units) {
        var names = jdbc.sql("select name from app_user where" + AT + " order by name")
                .param("units", units.toArray(String[]::new))
                .query(String.class)
                .list();
        return Dependency.of(Dependency.Kind.MEMBERSHIPS, names);
    }

    @Override
    public void handOver(Merger merger) {
        jdbc.sql("""
                update app_user set roles = array(
                    select distinct case when split_part(role, '@', 2) = :from
                        then split_part(role, '@', 1) || '@' || :to else role end
                    from unnest(roles) as role)
                where""" + AT)
                .param("units", new String[] {merger.from()})
                .param("from", merger.from())
                .param("to", merger.to())
                .update();
    }
}
