package org.duban.notice.pipeline;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.duban.agenda.Agenda;
import org.duban.agenda.WakeUp;
import org.duban.channel.Deliveries;
import org.duban.directory.Digests;
import org.duban.directory.Directory;
import org.duban.ledger.TaskLedger;
import org.duban.notice.ForwardedMails;
import org.duban.notice.MemoryNotices;
import org.duban.notice.MemoryOutbox;
import org.duban.notice.MemorySteps;
import org.duban.notice.NoticeEvents;
import org.duban.notice.NoticeResender;
import org.duban.notice.NoticeTable;
import org.duban.notice.NoticeTables;
import org.duban.notice.OutboxPublisher;
import org.duban.notice.OutboxTable;
import org.duban.notice.StepTable;
import org.duban.numbers.Numbers;
import org.duban.process.DubanProperties;
import org.duban.process.Role;
import org.duban.rulebook.Planner;
import org.duban.simulation.Lockstep;
import org.duban.simulation.MemoryDatabase;
import org.duban.tracing.Traces;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.IdGenerator;
import tools.jackson.databind.json.JsonMapper;

/** The room of notices of one node, as it really is, on tables in memory and without Kafka. */
public final class NoticeRoom {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final DubanProperties DUBAN = new DubanProperties(
            EnumSet.allOf(Role.class),
            URI.create("http://localhost"),
            new DubanProperties.Topics("task-events", "task-events.dlt", "notices", "receipts", "unit-events"));

    private final NoticePipeline pipeline;
    private final NoticeResender resender;
    private final OutboxTable outbox;
    private final TransactionTemplate transaction;

    /** What all nodes share. */
    public static final class Tables {
        private final MemorySteps steps;
        private final MemoryNotices notices;
        private final MemoryOutbox outbox;
        private final StepTable stepTable;
        private final NoticeTable noticeTable;
        private final NoticeMeters meters = new NoticeMeters(new SimpleMeterRegistry());
        private final OutboxTable outboxTable;

        /** Never started: it is only told that there is something to publish. */
        private final OutboxPublisher publisher;

        /** @param lockstep where else they are */
        public Tables(MemoryDatabase database, Lockstep lockstep) {
            notices = new MemoryNotices(database);
            steps = new MemorySteps(database, notices, lockstep.inStep());
            outbox = new MemoryOutbox(database);
            stepTable = lockstep.table(StepTable.class, steps, postgres -> NoticeTables.steps(postgres.jdbc(), JSON));
            noticeTable =
                    lockstep.table(NoticeTable.class, notices, postgres -> NoticeTables.notices(postgres.jdbc(), JSON));
            outboxTable = lockstep.table(OutboxTable.class, outbox, postgres -> NoticeTables.outbox(postgres.jdbc()));
            compare(lockstep);
            publisher = new OutboxPublisher(
                    outbox, database.transaction(), new DefaultKafkaProducerFactory<>(Map.of()), DUBAN);
        }

        private void compare(Lockstep lockstep) {
            lockstep.compare(
                    "steps",
                    () -> steps.all().stream()
                            .map(row -> row(
                                    row.id(),
                                    row.task(),
                                    row.recipient(),
                                    row.fate(),
                                    row.reason() == null ? null : row.reason().code(),
                                    row.notice()))
                            .toList(),
                    postgres -> rows(
                            postgres,
                            "select id, task_id, recipient, fate, why ->> 'code', notice_id from notice_step"));
            lockstep.compare(
                    "notices",
                    () -> notices.all().stream()
                            .map(row -> row(
                                    row.id(),
                                    row.state(),
                                    row.attempts(),
                                    row.claim(),
                                    row.forced(),
                                    row.perhapsSent(),
                                    row.mergedInto()))
                            .toList(),
                    postgres -> rows(
                            postgres,
                            "select id, state, attempts, claim, forced, perhaps_sent, merged_into from notice"));
        }

        private static List<String> rows(Lockstep.Postgres postgres, String sql) {
            return postgres.jdbc().sql(sql).query().listOfRows().stream()
                    .map(row -> row(row.values().toArray()))
                    .toList();
        }

        private static String row(@Nullable Object... values) {
            return Arrays.toString(values);
        }

        public MemorySteps steps() {
            return steps;
        }

        public MemoryNotices notices() {
            return notices;
        }

        public MemoryOutbox outbox() {
            return outbox;
        }
    }

    /** What a node has of other rooms. */
    public record Surroundings(
            Agenda agenda,
            TaskLedger ledger,
            Planner planner,
            Directory directory,
            Digests digests,
            Numbers numbers,
            TransactionTemplate transaction,
            InstantSource clock) {}

    public NoticeRoom(Tables tables, Surroundings around, RandomGenerator random) {
        outbox = tables.outboxTable;
        transaction = around.transaction;
        IdGenerator ids = () -> new UUID(random.nextLong(), random.nextLong());
        var names = new NoticeNames(ids, around.numbers);
        var meters = tables.meters;
        var events = new NoticeEvents(tables.outboxTable, JSON, DUBAN);
        var retries = new RetryProperties(Duration.ofDays(5));
        var forwarding = new MailForwarding(
                ForwardedMails.NONE,
                tables.noticeTable,
                events,
                around.ledger,
                around.planner,
                around.directory,
                tables.publisher,
                meters,
                names,
                around.clock);
        var undeliverable = new UndeliverableNotices(
                tables.stepTable, around.ledger, around.planner, around.directory, forwarding, meters, around.clock);
        var outcomes = new OutcomeHandler(
                tables.noticeTable, events, undeliverable, around.directory, retries, meters, around.clock);
        var checker = new ValidityChecker(
                around.ledger, around.planner, around.directory, tables.stepTable, tables.noticeTable, around.clock);
        var composer = new Composer(
                tables.stepTable,
                new FirstAttempts(tables.noticeTable, around.digests, around.planner),
                events,
                around.agenda,
                around.directory,
                new NoticeTraces(around.ledger, Traces.OFF),
                names,
                around.clock);
        var leftOut = new LeftOutSteps(tables.stepTable, around.ledger, around.planner, around.directory, around.clock);
        var dueTasks = new DueTaskProcessor(
                around.agenda,
                around.ledger,
                around.planner,
                around.directory,
                tables.stepTable,
                leftOut,
                around.clock);
        var refresher = new NoticeRefresher(
                tables.noticeTable,
                tables.stepTable,
                checker,
                outcomes,
                forwarding,
                around.directory,
                retries,
                around.clock);
        pipeline = new NoticePipeline(
                dueTasks,
                composer,
                tables.noticeTable,
                refresher,
                leftOut,
                outcomes,
                undeliverable,
                tables.publisher,
                meters,
                around.transaction,
                ids,
                around.clock,
                Runnable::run);
        resender = new CheckedResender(tables.noticeTable, tables.stepTable, checker, around.clock);
    }

    public WakeUp wakeUp() {
        return pipeline;
    }

    public NoticeResender resender() {
        return resender;
    }

    public Deliveries deliveries() {
        return pipeline;
    }

    /** What the publisher does: hands records to Kafka, which tells channels of notices, and then forgets them. */
    public boolean publish(Consumer<List<UUID>> kafka) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var records = outbox.next(500);
            if (records.isEmpty()) {
                return false;
            }
            kafka.accept(records.stream()
                    .filter(one -> one.type().equals(NoticeEvents.ISSUED))
                    .map(one -> UUID.fromString(one.subject()))
                    .toList());
            outbox.delete(records.stream().map(OutboxTable.OutboxRecord::seq).toList());
            return true;
        }));
    }
}
