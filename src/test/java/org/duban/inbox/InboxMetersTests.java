package org.duban.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.duban.MetricsPage;
import org.duban.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

class InboxMetersTests {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-25T01:00:00Z"));
    private final JdbcInboxTable table =
            new JdbcInboxTable(JdbcClient.create(TestDatabase.create("inbox")), new JsonMapper());
    private final MailboxStatus readings = new MailboxStatus(now::get);
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final InboxMeters meters = new InboxMeters(registry, table, readings, Duration.ofHours(1), now::get);

    @Test
    void areThoseThatThePageTellsOf() {
        var documented = new TreeMap<>(MetricsPage.documented());
        documented.keySet().removeIf(name -> !name.startsWith("duban_inbox_"));

        assertThat(MetricsPage.shown(registry.scrape())).isEqualTo(documented);
    }

    @Test
    void missAProbeThatHasNotComeBackInTime() {
        table.addProbe(UUID.randomUUID(), now.get());
        meters.read();
        assertThat(registry.scrape()).contains("duban_inbox_probe_lost 0.0");

        now.set(now.get().plusSeconds(3601));
        meters.read();

        assertThat(registry.scrape()).contains("duban_inbox_probe_lost 1.0");
    }
}
