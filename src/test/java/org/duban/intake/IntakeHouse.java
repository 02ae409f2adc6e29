package org.duban.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.duban.directory.Directory;
import org.duban.directory.KnownCalendars;
import org.duban.directory.Removal;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.directory.UnitTree;
import org.duban.events.RawRecord;
import org.duban.events.Refusals;
import org.duban.ledger.TaskLedger;
import org.duban.ledger.TasksChanged;
import org.duban.numbers.JdbcNumbers;
import org.duban.numbers.MemoryNumbers;
import org.duban.numbers.Numbers;
import org.duban.process.DubanProperties;
import org.duban.process.Role;
import org.duban.reasons.Reason;
import org.duban.task.KnownPolicies;
import org.duban.tracing.Traces;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The rooms ledger and intake on a real PostgreSQL, without Kafka: records are put in by hand. */
final class IntakeHouse implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");

    static final String UNIT_EVENTS = "unit-events";

    /** A title that stands for a failure further down the chain. */
    static final String POISON = "poison";

    /** A title that stands for an error further down the chain. */
    static final String ABYSS = "abyss";

    final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    final JdbcClient jdbc;
    final TaskLedger ledger;
    final Refusals refusals;
    final TaskEventIntake intake;
    final JdbcQuarantine quarantine;
    final SimpleMeterRegistry meters;
    private long nextOffset;

    IntakeHouse(DataSource database, Consumer<AnnotationConfigApplicationContext> more) {
        context.registerBean(DataSource.class, () -> database);
        context.register(Rooms.class);
        more.accept(context);
        context.refresh();
        jdbc = context.getBean(JdbcClient.class);
        ledger = context.getBean(TaskLedger.class);
        refusals = context.getBean(Refusals.class);
        intake = context.getBean(TaskEventIntake.class);
        quarantine = context.getBean(JdbcQuarantine.class);
        meters = context.getBean(SimpleMeterRegistry.class);
    }

    IntakeHouse(DataSource database) {
        this(database, context -> {});
    }

    void take(RawRecord... records) {
        intake.take(Arrays.asList(records));
    }

    double count(String outcome) {
        return meters.get("duban.task.events").tag("outcome", outcome).counter().count();
    }

    RawRecord assigned(String task) {
        return assigned(task, "Repair the roof");
    }

    RawRecord assigned(String task, String title) {
        return event(task, "assigned", """
            {"title":"%s","leadUnit":"gyangze-education","deadline":"2026-12-31"}\
            """.formatted(title));
    }

    RawRecord event(String task, String kind, String data) {
        return event(task, kind, data, "");
    }

    /** {@code more} are further attributes, each followed by a comma. */
    RawRecord event(String task, String kind, String data, String more) {
        return record(task, json(task, kind, data, more).getBytes(UTF_8));
    }

    RawRecord record(String key, byte[] value) {
        var offset = nextOffset++;
        return new RawRecord("events", 0, offset, NOW.toEpochMilli(), key.getBytes(UTF_8), value, List.of());
    }

    /** An event of {@link #NOW}: a record of a real broker is as old as the machine's clock says. */
    static String json(String task, String kind, String data, String more) {
        var dated = more.contains("\"time\"") ? more : more + "\"time\":\"" + NOW + "\",";
        return """
            {"specversion":"1.0",%s"id":"%s","source":"/oa","type":"duban.task.%s","subject":"%s","data":%s}\
            """.formatted(dated, java.util.UUID.randomUUID(), kind, task, data);
    }

    @Override
    public void close() {
        context.close();
    }

    @ComponentScan(
            basePackages = {"org.duban.ledger", "org.duban.events", "org.duban.database", "org.duban.intake"},
            useDefaultFilters = false,
            includeFilters =
                    @Filter(
                            type = FilterType.REGEX,
                            pattern = {
                                "org.duban.ledger.JdbcTaskLedger",
                                "org.duban.ledger.JdbcEventHistory",
                                "org.duban.ledger.NameCheck",
                                "org.duban.ledger.EventDryRun",
                                "org.duban.events.EventsConfiguration",
                                "org.duban.database.(FailureClassifier|JdbcPing)",
                                "org.duban.intake.(JdbcQuarantine|RefusalRetry|WaitingEvents|UnitEventIntake|JdbcUnitEvents)",
                                "org.duban.intake.(JdbcRefusals|JdbcEventOutcomes|IntakeMeters|TaskEventIntake)"
                            }))
    static class Rooms {
        @Bean
        JdbcTemplate template(DataSource source) {
            return new JdbcTemplate(source);
        }

        @Bean
        JdbcClient client(JdbcTemplate template) {
            return JdbcClient.create(template);
        }

        @Bean
        JdbcTransactionManager transactions(DataSource source) {
            return new JdbcTransactionManager(source);
        }

        @Bean
        Numbers numbers(JdbcClient jdbc) {
            return new JdbcNumbers(jdbc, MemoryNumbers.SETTINGS);
        }

        @Bean
        InstantSource clock() {
            return () -> NOW;
        }

        @Bean
        Traces traces() {
            return Traces.OFF;
        }

        @Bean
        SimpleMeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        KnownPolicies policies() {
            return new KnownPolicies() {
                @Override
                public Set<String> names() {
                    return Set.of("standard");
                }

                @Override
                public Optional<Reason> objection(String policy, Map<String, String> amounts) {
                    return Optional.empty();
                }
            };
        }

        @Bean
        @Fallback
        Directory oneUnit() {
            return new OneUnit();
        }

        @Bean
        @Fallback
        DubanProperties settings() {
            var topics = new DubanProperties.Topics("events", "copies", "notices", "receipts", UNIT_EVENTS);
            return new DubanProperties(EnumSet.allOf(Role.class), URI.create("http://localhost"), topics);
        }

        @Bean
        KnownCalendars calendars() {
            return () -> Set.of("cn");
        }

        @EventListener
        void on(TasksChanged news) {
            if (news.tasks().stream().anyMatch(task -> task.matter().title().equals(POISON))) {
                throw new IllegalArgumentException("a rule downstream cannot bear this task");
            }
            if (news.tasks().stream().anyMatch(task -> task.matter().title().equals(ABYSS))) {
                throw new StackOverflowError();
            }
        }
    }

    static final class OneUnit implements Directory {
        @Override
        public UnitTree tree() {
            var unit = new Unit(
                    "gyangze-education",
                    null,
                    UnitKind.UNIT,
                    "教育局",
                    "Education",
                    List.of(),
                    Locale.CHINA,
                    ZoneId.of("Asia/Shanghai"));
            return new UnitTree(List.of(unit), Set.of());
        }

        @Override
        public void save(Collection<Unit> units) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void holdCodes() {
            // Nobody takes one away.
        }

        @Override
        public void remove(Removal removal) {
            // Whoever is not there can be removed.
        }

        @Override
        public void markUnreachable(String address, Instant since, String reason) {
            throw new UnsupportedOperationException();
        }
    }
}
