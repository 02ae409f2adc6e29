package org.duban.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.duban.TestDatabase;
import org.duban.TestHttp;
import org.duban.access.users.TestUsers;
import org.duban.agenda.Advance;
import org.duban.agenda.Agenda;
import org.duban.agenda.AgendaRow;
import org.duban.agenda.Replanning;
import org.duban.agenda.ReplanningConfiguration;
import org.duban.agenda.ToldTask;
import org.duban.audit.AuditTrail;
import org.duban.auditor.Finding;
import org.duban.auditor.Findings;
import org.duban.directory.Directory;
import org.duban.directory.Scope;
import org.duban.events.EventOutcome;
import org.duban.events.EventOutcomeWaiter;
import org.duban.events.EventOutcomes;
import org.duban.events.Refusal;
import org.duban.events.RefusalChange;
import org.duban.events.RefusalState;
import org.duban.events.Refusals;
import org.duban.events.TaskEventDecoder;
import org.duban.events.TaskEventPublisher;
import org.duban.events.WriteResult;
import org.duban.events.WriteResult.Objection;
import org.duban.events.WriteResult.OnItsWay;
import org.duban.fate.ToldHistory;
import org.duban.inbox.Inbox;
import org.duban.inbox.InboxMail;
import org.duban.inbox.InboxQuery;
import org.duban.inbox.InboxState;
import org.duban.ledger.DryRunResult;
import org.duban.ledger.TaskLedger;
import org.duban.ledger.TasksChanged;
import org.duban.letter.DeadlineCalendar;
import org.duban.letter.LetterProperties;
import org.duban.notice.LastNotices;
import org.duban.notice.NoticeQuery;
import org.duban.notice.NoticeRecord;
import org.duban.notice.NoticeResender;
import org.duban.notice.NoticeState;
import org.duban.notice.Notices;
import org.duban.notice.StepRecord;
import org.duban.process.DubanProperties;
import org.duban.process.FigureReader;
import org.duban.reasons.Reason;
import org.duban.rulebook.Planner;
import org.duban.task.Act;
import org.duban.task.ActParser;
import org.duban.task.Matter;
import org.duban.task.TaskEvent;
import org.duban.task.Urgency;
import org.duban.task.Verdict;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** The REST interface on real HTTP, ledger, directory and policies; the doors to Kafka and mail are written by hand. */
public final class ApiHouse {

    static final String PASSWORD = "admin-of-the-test";
    static final String METRICS_TOKEN = "metrics-of-the-test";
    static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");

    private static final class Holder {
        static final ApiHouse HOUSE = new ApiHouse();
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();
    private final ConfigurableApplicationContext context = new SpringApplicationBuilder(Rooms.class)
            .properties("spring.flyway.enabled=false", "spring.main.banner-mode=off")
            .run(
                    "--server.port=0",
                    "--duban.demo=false",
                    "--duban.units=classpath:house/units.csv",
                    "--duban.policies=classpath:house/policies.yaml",
                    "--duban.admin.password=" + PASSWORD,
                    "--spring.security.oauth2.resourceserver.jwt.jwk-set-uri=" + TestIssuer.keys(),
                    "--duban.metrics.token=" + METRICS_TOKEN,
                    "--spring.datasource.url=jdbc:postgresql:never-asked",
                    "--spring.kafka.bootstrap-servers=localhost:1",
                    "--spring.mail.host=localhost",
                    "--management.health.mail.enabled=false");

    /**
     * One for all tests; it stops with the JVM. It is noon when a test comes in, whatever the one before did to the clock.
     */
    public static ApiHouse open() {
        Holder.HOUSE.clock().backToNoon();
        return Holder.HOUSE;
    }

    /** One of its own, for a test that leaves nothing as it was; to be closed. */
    static ApiHouse alone() {
        return new ApiHouse();
    }

    void close() {
        context.close();
    }

    // No @Configuration: whoever scans the rooms must not find it.
    @EnableAutoConfiguration(exclude = QuartzAutoConfiguration.class)
    @EnableScheduling
    @Import({FigureReader.class, ReplanningConfiguration.class, DeadlineCalendar.class})
    @EnableConfigurationProperties({DubanProperties.class, LetterProperties.class})
    @ConfigurationPropertiesScan({
        "org.duban.access",
        "org.duban.api",
        "org.duban.directory",
        "org.duban.gate",
        "org.duban.numbers",
        "org.duban.jobs",
        "org.duban.rulebook"
    })
    @ComponentScan({
        "org.duban.access",
        "org.duban.api",
        "org.duban.audit",
        "org.duban.board",
        "org.duban.directory",
        "org.duban.feeds",
        "org.duban.gate",
        "org.duban.numbers",
        "org.duban.ledger",
        "org.duban.rest",
        "org.duban.rulebook",
        "org.duban.rules",
        "org.duban.timeline",
        "org.duban.views",
        "org.duban.words"
    })
    @ComponentScan(
            basePackages = "org.duban.agenda",
            useDefaultFilters = false,
            includeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*JdbcLampCounts"))
    @ComponentScan(
            basePackages = "org.duban.jobs",
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*JobLoop"))
    static class Rooms {

        @Bean
        DataSource dataSource() {
            return TestDatabase.create(
                    "directory", "ledger", "policy", "rules", "api", "feeds", "agenda", "board", "jobs", "views");
        }

        @Bean
        SettableClock clock() {
            return new SettableClock();
        }

        @Bean
        TaskEventDecoder decoder(InstantSource clock) {
            return new TaskEventDecoder(clock);
        }

        @Bean
        HandDoor door() {
            return new HandDoor();
        }

        @Bean
        HandOutcomes outcomes() {
            return new HandOutcomes();
        }

        @Bean
        EventOutcomeWaiter waits(HandOutcomes outcomes) {
            return new EventOutcomeWaiter(outcomes);
        }

        @Bean
        HandNotices notices() {
            return new HandNotices();
        }

        @Bean
        LastNotices lastNotices() {
            return new LastNotices() {
                @Override
                public List<Told> of(Collection<String> tasks) {
                    return List.of();
                }

                @Override
                public Map<String, Set<String>> escalated(Collection<String> tasks) {
                    return Map.of();
                }

                @Override
                public List<ToldHistory.Told> heard(Collection<String> tasks) {
                    return List.of();
                }
            };
        }

        @Bean
        HandAgenda agenda(JdbcClient sql, Planner planner, Directory directory) {
            return new HandAgenda(sql, planner, directory);
        }

        @Bean
        HandRefusals refusals() {
            return new HandRefusals();
        }

        @Bean
        HandInbox inbox() {
            return new HandInbox();
        }

        @Bean
        HandFindings findings() {
            return new HandFindings();
        }

        @Bean
        ActParser acts() {
            return (type, data) -> {
                throw new IllegalArgumentException("no histories are folded anew here");
            };
        }
    }

    static final class SettableClock implements InstantSource {
        private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

        @Override
        public Instant instant() {
            return now.get();
        }

        void advance(Duration by) {
            now.updateAndGet(before -> before.plus(by));
        }

        void backToNoon() {
            now.set(NOON);
        }
    }

    static final class HandDoor implements TaskEventPublisher {
        final List<String> written = new ArrayList<>();
        List<Objection> objections = List.of();
        Verdict foreseen = new Verdict.Duplicate();
        boolean away;

        @Override
        public WriteResult write(byte[] json) {
            if (away) {
                throw new EventsNotWritten("away", new IOException("away"));
            }
            if (!objections.isEmpty()) {
                return new WriteResult(objections, List.of());
            }
            written.add(new String(json, StandardCharsets.UTF_8));
            var tree = JsonMapper.shared().readTree(json);
            var events = tree.isArray() ? tree.valueStream().toList() : List.of(tree);
            return new WriteResult(
                    List.of(), events.stream().map(this::onItsWay).toList());
        }

        private OnItsWay onItsWay(JsonNode event) {
            var read = new TaskEvent(
                    event.path("source").asString("/test"),
                    event.path("id").asString(""),
                    "duban.task.received",
                    event.path("subject").asString(""),
                    NOON,
                    null,
                    new Act.Received(null, null),
                    "{}");
            return new OnItsWay(read, 0, written.size(), new DryRunResult(foreseen, false));
        }

        void reset() {
            written.clear();
            objections = List.of();
            foreseen = new Verdict.Duplicate();
            away = false;
        }
    }

    /** Answers each question with the next of these, and the last one again and again. */
    static final class HandOutcomes implements EventOutcomes {
        final List<List<EventOutcome>> next = new CopyOnWriteArrayList<>();
        final List<Known> known = new ArrayList<>();
        final List<String> remembered = new CopyOnWriteArrayList<>();

        @Override
        public List<EventOutcome> of(List<OnItsWay> events) {
            return next.size() > 1 ? next.remove(0) : next.get(0);
        }

        @Override
        public Map<String, EventOutcome> of(String source, Collection<String> ids) {
            throw new UnsupportedOperationException("no job is done here");
        }

        @Override
        public void remember(List<OnItsWay> events, String writer) {
            events.forEach(one -> remembered.add(writer + " " + one.event().id()));
        }

        @Override
        public Optional<Known> of(String source, String id, Scope scope, String reader) {
            onlyEverything(scope);
            return id.equals("known") ? known.stream().findFirst() : Optional.empty();
        }
    }

    static final class HandNotices implements Notices, NoticeResender {
        final List<NoticeRecord> all = new ArrayList<>();
        final List<StepRecord> steps = new ArrayList<>();

        @Override
        public List<NoticeRecord> forwarding(Collection<Long> mails) {
            return all.stream()
                    .filter(notice -> notice.mail() != null && mails.contains(notice.mail()))
                    .toList();
        }

        @Override
        public void makeDue(Collection<UUID> notices, Instant now) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<NoticeRecord> find(
                String task, String recipient, NoticeState state, UUID after, int limit, Scope scope) {
            onlyEverything(scope);
            return all.stream()
                    .filter(notice -> task == null || notice.taskIds().contains(task))
                    .filter(notice -> recipient == null || notice.recipient().equals(recipient))
                    .filter(notice -> state == null || notice.state() == state)
                    .sorted(Comparator.comparing(NoticeRecord::id).reversed())
                    .filter(notice -> after == null || notice.id().compareTo(after) < 0)
                    .limit(limit)
                    .toList();
        }

        @Override
        public List<NoticeRecord> find(NoticeQuery query, Scope scope) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int count(NoticeQuery query, Scope scope) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<NoticeRecord> notice(UUID id, Scope scope) {
            onlyEverything(scope);
            return all.stream().filter(notice -> notice.id().equals(id)).findFirst();
        }

        @Override
        public Optional<Reason> resend(UUID id) {
            return notice(id)
                    .filter(notice -> !notice.state().settled())
                    .map(notice -> Reason.text("it is " + notice.state()));
        }

        @Override
        public List<StepRecord> steps(String taskId) {
            return steps.stream().filter(step -> step.taskId().equals(taskId)).toList();
        }
    }

    /** Every open task of the ledger, told up to {@link #NOON}. */
    static final class HandAgenda implements Agenda, Replanning {
        private final JdbcClient sql;
        private final Planner planner;
        private final Directory directory;

        HandAgenda(JdbcClient sql, Planner planner, Directory directory) {
            this.sql = sql;
            this.planner = planner;
            this.directory = directory;
        }

        /** Keeps what decides the lamps of tasks. */
        @EventListener
        void on(TasksChanged changed) {
            for (var task : changed.tasks()) {
                var lamp = planner.plan(task, directory.tree()).lampTimes();
                sql.sql("""
                        insert into agenda (task_id, revision, told_until, open, held, yellow_at, deadline_at, hold_until,
                            submitted_at, planned_by)
                        values (?, 1, now(), ?, ?, ?, ?, ?, ?, 0)
                        on conflict (task_id) do update set (open, held, yellow_at, deadline_at, hold_until, submitted_at)
                            = row(excluded.open, excluded.held, excluded.yellow_at, excluded.deadline_at, excluded.hold_until,
                                excluded.submitted_at)
                        """)
                        .param(task.id())
                        .param(lamp.open())
                        .param(lamp.held())
                        .param(timestamp(lamp.yellowFrom()))
                        .param(timestamp(lamp.deadlineEnd()))
                        .param(timestamp(lamp.holdUntil()))
                        .param(timestamp(lamp.submittedAt()))
                        .update();
            }
        }

        private static java.sql.Timestamp timestamp(Instant instant) {
            return instant == null ? null : java.sql.Timestamp.from(instant);
        }

        @Override
        public List<ToldTask> openTasks(String after, int limit) {
            return sql.sql("select id from task where closed_at is null and id > ? order by id limit ?")
                    .params(after, limit)
                    .query((row, number) -> new ToldTask(row.getString(1), NOON))
                    .list();
        }

        @Override
        public long countOpen() {
            return openTasks("", Integer.MAX_VALUE).size();
        }

        @Override
        public Progress progress() {
            return new Progress(0, countOpen());
        }

        @Override
        public Map<String, Instant> lock(Collection<String> tasks) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(List<AgendaRow> planned, long basis) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<ToldTask> takeDue(Instant now, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void advance(List<Advance> advances, long basis) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean anyDue(Instant now) {
            return false;
        }

        @Override
        public Optional<Instant> nextWakeAt(String taskId) {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> nextWakeAt() {
            return Optional.empty();
        }
    }

    /** What is kept by hand knows nothing of units. */
    private static void onlyEverything(Scope scope) {
        if (!scope.everything()) {
            throw new UnsupportedOperationException("only who sees everything may ask here");
        }
    }

    static final class HandRefusals implements Refusals {
        final TreeMap<Long, Refusal> all = new TreeMap<>(Comparator.reverseOrder());
        Verdict verdict = new Verdict.Duplicate();
        RefusalChange change = new RefusalChange.Unknown();

        @Override
        public List<Refusal> find(RefusalState state, Long before, int limit) {
            return all.values().stream()
                    .filter(refusal -> state == null || refusal.state() == state)
                    .filter(refusal -> before == null || refusal.id() < before)
                    .limit(limit)
                    .toList();
        }

        @Override
        public long count(RefusalState state) {
            return find(state, null, Integer.MAX_VALUE).size();
        }

        @Override
        public Optional<Refusal> refusal(long id) {
            return Optional.ofNullable(all.get(id));
        }

        @Override
        public Optional<Verdict> replay(long id) {
            return refusal(id).map(refusal -> verdict);
        }

        @Override
        public RefusalChange mend(long id, byte[] event, String by) {
            return change;
        }

        @Override
        public RefusalChange dismiss(long id, String reason, String by) {
            return change;
        }
    }

    static final class HandInbox implements Inbox {
        final List<InboxMail> all = new ArrayList<>();

        @Override
        public List<InboxMail> find(InboxQuery query, Scope scope) {
            onlyEverything(scope);
            return all.stream()
                    .filter(mail -> query.states().isEmpty() || query.states().contains(mail.state()))
                    .filter(mail -> query.dealtWith() == null || query.dealtWith() == (mail.dealtAt() != null))
                    .filter(mail -> query.office() == null || query.office().equals(mail.office()))
                    .filter(mail -> query.notice() == null || query.notice().equals(mail.notice()))
                    .filter(mail -> query.before() == null || mail.id() < query.before())
                    .sorted(Comparator.comparing(InboxMail::id).reversed())
                    .limit(query.limit())
                    .toList();
        }

        @Override
        public Optional<InboxMail> mail(long id, Scope scope) {
            onlyEverything(scope);
            return all.stream().filter(mail -> mail.id() == id).findFirst();
        }

        @Override
        public long waiting(Scope scope) {
            onlyEverything(scope);
            return all.stream().filter(InboxMail::waiting).count();
        }

        @Override
        public List<InboxMail> autoReplies(Collection<UUID> notices, Scope scope) {
            onlyEverything(scope);
            return all.stream()
                    .filter(mail -> mail.state() == InboxState.AUTO_REPLY && notices.contains(mail.notice()))
                    .toList();
        }

        @Override
        public boolean dealtWith(long id, String user, Instant now) {
            throw new UnsupportedOperationException("nobody can through this interface");
        }

        @Override
        public boolean takeUpAgain(long id) {
            throw new UnsupportedOperationException("nobody can through this interface");
        }
    }

    static final class HandFindings implements Findings {
        final List<Finding> all = new ArrayList<>();

        @Override
        public List<Finding> find(Boolean open, Long before, int limit, Scope scope) {
            onlyEverything(scope);
            return all.stream()
                    .filter(finding -> open == null || open == (finding.healedAt() == null))
                    .filter(finding -> before == null || finding.id() < before)
                    .sorted(Comparator.comparing(Finding::id).reversed())
                    .limit(limit)
                    .toList();
        }
    }

    /** What came back. */
    public record Answer(int status, JsonNode body, HttpResponse<String> response) {
        String text(String path) {
            return body.at("/" + path.replace('.', '/')).asString("");
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        List<String> all(String field) {
            return body.path("items")
                    .valueStream()
                    .map(item -> item.path(field).asString(""))
                    .toList();
        }
    }

    HandDoor door() {
        return context.getBean(HandDoor.class);
    }

    HandOutcomes outcomes() {
        return context.getBean(HandOutcomes.class);
    }

    HandNotices notices() {
        return context.getBean(HandNotices.class);
    }

    HandRefusals refusals() {
        return context.getBean(HandRefusals.class);
    }

    HandInbox inbox() {
        return context.getBean(HandInbox.class);
    }

    HandFindings findings() {
        return context.getBean(HandFindings.class);
    }

    SettableClock clock() {
        return context.getBean(SettableClock.class);
    }

    JdbcClient sql() {
        return context.getBean(JdbcClient.class);
    }

    public <T> Collection<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    void addUser(String name, String password, String... roles) {
        TestUsers.add(context, name, password, List.of(roles), NOON);
    }

    AuditTrail audit() {
        return context.getBean(AuditTrail.class);
    }

    /** Assigns a task of the education bureau. */
    void assign(String id, String title, String deadline) {
        apply(
                id,
                new Act.Assigned(
                        new Matter(title, null, null, null, null, Urgency.NORMAL, null),
                        "education",
                        List.of(),
                        deadline,
                        "standard",
                        Map.of(),
                        null));
    }

    void apply(String id, Act act) {
        var event = new TaskEvent(
                "/test",
                UUID.randomUUID().toString(),
                "duban.task.test",
                id,
                NOON,
                null,
                act,
                "{\"note\":\"as it came\"}");
        var verdicts = context.getBean(TransactionOperations.class)
                .execute(transaction -> context.getBean(TaskLedger.class).apply(List.of(event)));
        if (verdicts == null || !(verdicts.get(0) instanceof Verdict.Applied)) {
            throw new AssertionError("not applied: " + verdicts);
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port") + path));
    }

    public HttpRequest.Builder asAdmin(String path) {
        return request(path).header("Authorization", basic("admin", PASSWORD));
    }

    public static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    public Answer get(String path) {
        return send(asAdmin(path));
    }

    Answer post(String path, String type, String body) {
        return send(asAdmin(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    Answer post(String path) {
        return send(asAdmin(path).POST(BodyPublishers.noBody()));
    }

    Answer putYaml(String path, String yaml) {
        return send(asAdmin(path).header("Content-Type", "text/yaml").PUT(BodyPublishers.ofString(yaml)));
    }

    Answer putYaml(String path, String type, byte[] yaml) {
        return send(asAdmin(path).header("Content-Type", type).PUT(BodyPublishers.ofByteArray(yaml)));
    }

    Answer delete(String path) {
        return send(asAdmin(path).DELETE());
    }

    public Answer put(String path, String body) {
        return send(asAdmin(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body)));
    }

    public Answer send(HttpRequest.Builder request) {
        var response = TestHttp.send(http, request);
        var isJson = response.headers().firstValue("Content-Type").orElse("").contains("json");
        var body = isJson ? json.readTree(response.body()) : MissingNode.getInstance();
        return new Answer(response.statusCode(), body, response);
    }
}
