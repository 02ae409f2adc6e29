package org.duban.database;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** A trivial question, to find out whether the database is there. */
@Component
final class JdbcPing {

    private static final Logger log = LoggerFactory.getLogger(JdbcPing.class);

    private final JdbcTemplate template;

    JdbcPing(JdbcTemplate template) {
        this.template = template;
    }

    boolean isAnswered() {
        try {
            template.execute("select 1");
            return true;
        } catch (RuntimeException e) {
            log.debug("The database does not answer", e);
            return false;
        }
    }
}
