package org.duban.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.duban.agenda.AgendaInStep;
import org.duban.agenda.ChangedTaskPlanner;
import org.duban.agenda.MemoryAgenda;
import org.duban.directory.Directory;
import org.duban.directory.MemoryDigests;
import org.duban.directory.MemoryDirectory;
import org.duban.ledger.MemoryOpenTasks;
import org.duban.ledger.MemoryTaskLedger;
import org.duban.ledger.TaskLedger;
import org.duban.notice.pipeline.NoticeRoom;
import org.duban.numbers.JdbcNumbers;
import org.duban.numbers.MemoryNumbers;
import org.duban.numbers.Numbers;
import org.duban.simulation.Lockstep.Place;
import org.duban.simulation.Stage.Activity;
import org.duban.task.Act;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;

/** A year of some nodes: time jumps from one instant at which something is to be done to the next. */
final class World implements AutoCloseable {

    /** Simulated time. */
    interface Time {
        Instant now();
    }

    /** By so much a node's clock may be ahead of the database's. */
    static final Duration MOST_AHEAD = Duration.ofSeconds(90);

    private static final Duration SESSION = Duration.ofSeconds(45);

    final Settings settings;
    final Scenario scenario;
    final SplittableRandom random;
    private Instant now = Scenario.START;
    final Faults faults;
    final Rules rules;
    final Stage stage;
    final MemoryDatabase database;
    final Lockstep lockstep;
    final Directory directory;
    final MemoryTaskLedger.Tables ledger;
    final MemoryAgenda.Rows agenda;
    final NoticeRoom.Tables tables;
    final Promises promises;
    final MailServer server;
    final EventLog log = new EventLog(6);
    final Intake intake;
    final Work work;
    final Outside outside;
    final Reckoning reckoning;
    final List<Node> nodes = new ArrayList<>();
    private final PriorityQueue<Change> changes =
            new PriorityQueue<>(Comparator.comparing(Change::at).thenComparing(Change::number));
    private final TreeSet<Instant> moments = new TreeSet<>();
    private int arrived;
    private int numbers;
    final List<Instant> rounds = new ArrayList<>();
    private long ticks;
    private final long looksEvery;

    /**
     * @param seed the same gives the same year
     * @param tasks how many tasks there are
     * @param nodes how many nodes there are
     * @param calm whether nothing goes wrong
     */
    record Settings(long seed, int tasks, int nodes, boolean calm) {}

    /** Something that happens to the world. */
    private record Change(Instant at, int number, Runnable what) {}

    World(Settings settings) {
        this(settings, new Scenario(settings.seed(), settings.tasks()), List.of());
    }

    /** @param decrees what is known to come; chance decides about the others unless it is to be calm */
    World(Settings settings, Scenario scenario, List<Outside.Decree> decrees) {
        this(settings, scenario, decrees, Place.MEMORY, () -> {
            throw new IllegalStateException("there is no other database");
        });
    }

    /** @param postgres where the rooms work, if they work in PostgreSQL */
    World(
            Settings settings,
            Scenario scenario,
            List<Outside.Decree> decrees,
            Place place,
            Supplier<PostgresDatabase> postgres) {
        this.settings = settings;
        this.scenario = scenario;
        looksEvery = 50L * Math.max(1, settings.tasks() / 500);
        random = new SplittableRandom(settings.seed() + 1);
        faults = new Faults(settings.calm(), settings.seed() + 2, () -> now, settings.tasks());
        faults.serverAwayAround(scenario.arrivals().stream()
                .filter(arrival -> arrival.event().act() instanceof Act.Submitted)
                .map(Scenario.Arrival::at)
                .toList());
        rules = new Rules(settings.seed() + 4, () -> now);
        stage = new Stage(
                new SplittableRandom(settings.seed() + 3),
                0.1,
                settings.calm() ? 0 : 0.01,
                () -> now,
                (step, node) -> at(step, (Node) node));
        database = new MemoryDatabase(stage, faults);
        stage.interruptedBy(this::interruption, work -> () -> database.aside(work));
        lockstep = Lockstep.in(place, database, postgres);
        var units = new MemoryDirectory(database, () -> Set.of("county"));
        directory = units.inStep(lockstep);
        ledger = new MemoryTaskLedger.Tables(database);
        units.dependOn(new MemoryOpenTasks(ledger, this::anyLedger, directory));
        ledger.compare(lockstep);
        agenda = new MemoryAgenda.Rows(database);
        AgendaInStep.compare(lockstep, agenda);
        tables = new NoticeRoom.Tables(database, lockstep);
        promises = new Promises(database, ledger, tables, units, rules, faults, () -> now);
        tables.notices().watchClaims(promises::claimed);
        outside = new Outside(this);
        server = new MailServer(stage, faults, () -> now, promises, outside::actOnOne);
        intake = new Intake(database, faults);
        work = new Work(this);
        reckoning = new Reckoning(this);
        while (!Work.attempt(() -> directory.save(Scenario.units()))) {
            stage.step("office: once more");
        }
        for (var number = 0; number < settings.nodes(); number++) {
            nodes.add(new Node(number, () -> now));
            start(nodes.get(number));
        }
        decrees.forEach(decree -> change(decree.at(), () -> outside.decree(decree)));
        outside.plan();
    }

    private void at(String step, Node node) {
        faults.at(step, node, stage.canSleep());
        if (!node.up()) {
            log.left(node);
            in(faults.downTime(), () -> start(node));
        } else if (node.frozen()) {
            var until = node.frozenUntil;
            change(Objects.requireNonNull(until), () -> {});
        }
    }

    /** A process starts with the rules of its files, and nothing in its memory. */
    void start(Node node) {
        if (node.up() || faults.outage()) {
            return;
        }
        var planner = rules.plannerOf(node);
        node.agenda = new MemoryAgenda(database, agenda, planner, directory, this::announced);
        var changed = new ChangedTaskPlanner(node.agenda, planner, directory);
        node.memory = new MemoryTaskLedger(database, ledger, directory, rules.policiesOf(node), node::now, changed::on);
        var inStep = new AgendaInStep(lockstep, node.agenda, planner, directory, node.memory, node::now);
        node.replanner = inStep.replanner();
        node.ledger = node.memory.inStep(lockstep, inStep.news());
        node.notices = new NoticeRoom(
                tables,
                new NoticeRoom.Surroundings(
                        inStep.agenda(),
                        node.ledger,
                        planner,
                        directory,
                        new MemoryDigests(settings.calm() ? Map.of() : Scenario.digests(settings.seed())),
                        numbers(),
                        database.transaction(),
                        node::now),
                random.split());
        node.start();
        node.woken = true;
    }

    private Numbers numbers() {
        return lockstep.table(
                Numbers.class, ledger.numbers(), postgres -> new JdbcNumbers(postgres.jdbc(), MemoryNumbers.SETTINGS));
    }

    private TaskLedger anyLedger() {
        return nodes.stream()
                .filter(Node::able)
                .map(node -> Objects.requireNonNull(node.ledger))
                .findFirst()
                .orElseThrow(() -> new CannotAcquireLockException("no node is there to apply events"));
    }

    /** Nothing goes wrong any more: those that are down come back, clocks are right. */
    void mend() {
        nodes.forEach(node -> {
            node.frozenUntil = null;
            node.ahead = Duration.ZERO;
            start(node);
        });
    }

    void change(Instant at, Runnable what) {
        changes.add(new Change(at.isBefore(now) ? now : at, numbers++, what));
    }

    void in(Duration time, Runnable what) {
        change(now.plus(time), what);
    }

    // The course of the year.

    void run() {
        for (var next = next(); next != null && !next.isAfter(Scenario.END); next = next()) {
            now = next;
            tick();
        }
        now = Scenario.END;
        settle();
    }

    /** Does what is left to do, until nothing is. */
    void settle() {
        for (var i = 0; i < 1_000; i++) {
            tick();
            if (!log.unread() && !due() && stage.idle()) {
                return;
            }
            now = now.plusSeconds(1);
        }
        throw new AssertionError("it does not come to rest: " + nodes);
    }

    boolean due() {
        var wake = agenda.earliest();
        var notice = tables.notices().earliest();
        return (wake != null && !wake.isAfter(now))
                || (notice != null && !notice.isAfter(now.plusSeconds(6)))
                || tables.steps().anyUntold()
                || !tables.outbox().isEmpty();
    }

    private @Nullable Instant next() {
        var candidates = new ArrayList<@Nullable Instant>();
        candidates.add(
                arrived < scenario.arrivals().size()
                        ? scenario.arrivals().get(arrived).at()
                        : null);
        candidates.add(changes.isEmpty() ? null : changes.peek().at());
        if (nodes.stream().anyMatch(Node::able)) {
            candidates.add(stage.nextWake());
            candidates.add(nextWakeUp());
            candidates.add(nextMail());
            nodes.stream()
                    .filter(node -> node.able() && node.renewedAt != null)
                    .forEach(node -> candidates.add(node.renewedAt.plusSeconds(60)));
            nodes.stream().filter(Node::able).forEach(node -> candidates.add(work.nextReplanning(node)));
            candidates.add(log.unread() ? now.plusMillis(500) : null);
            candidates.add(tables.outbox().isEmpty() ? null : now.plusSeconds(5));
            candidates.add(tables.steps().anyUntold() ? now.plusSeconds(20) : null);
        }
        return candidates.stream()
                .filter(Objects::nonNull)
                .map(at -> at.isAfter(now) ? at : now.plusMillis(1))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** At a moment that is kept, or when the sweep comes by. */
    private @Nullable Instant nextWakeUp() {
        var due = agenda.earliest();
        if (due == null) {
            return null;
        }
        var kept = moments.ceiling(due);
        var moment = kept == null || kept.isAfter(due.plusSeconds(1)) ? null : kept;
        var sweep = (due.isAfter(now) ? due : now).plusSeconds(25);
        return moment != null && moment.isAfter(now) ? moment : sweep;
    }

    private @Nullable Instant nextMail() {
        var due = tables.notices().earliest();
        if (due == null) {
            return null;
        }
        var sweep = nodes.stream()
                .filter(node -> node.able() && !stage.busy(node, "mail"))
                .map(node -> node.paused() ? Objects.requireNonNull(node.pausedUntil) : now)
                .min(Comparator.naturalOrder())
                .orElse(null);
        if (sweep == null) {
            return null;
        }
        return due.isAfter(sweep.plusSeconds(1)) ? due : sweep.plusSeconds(1);
    }

    /** Quartz keeps moments in whole seconds, and loses some. */
    private void announced(Collection<Instant> instants) {
        for (var instant : instants) {
            var due = instant.isAfter(now) ? instant : now.plusNanos(1);
            var second = Instant.ofEpochSecond(due.getEpochSecond());
            if (!faults.loses(Mishap.LOST_MOMENT, 0.05)) {
                moments.add(second.equals(due) ? due : second.plusSeconds(1));
            }
        }
    }

    private void tick() {
        ticks++;
        while (!changes.isEmpty() && !changes.peek().at().isAfter(now)) {
            changes.poll().what().run();
        }
        while (arrived < scenario.arrivals().size()
                && !scenario.arrivals().get(arrived).at().isAfter(now)) {
            log.append(scenario.arrivals().get(arrived++).event());
        }
        moments.headSet(now.minusSeconds(60)).clear();
        wakeSomebody();
        stage.goOn();
        renew();
        work();
        if (ticks % looksEvery == 0) {
            reckoning.atRest();
        }
    }

    private void wakeSomebody() {
        var due = agenda.earliest();
        var late = tables.steps().anyUntold();
        if ((due != null && !due.isAfter(now.plus(MOST_AHEAD))) || late) {
            if (due != null && due.isBefore(now.minusSeconds(5))) {
                faults.count(Mishap.FOUND_BY_THE_SWEEP);
            }
            var able = nodes.stream().filter(Node::able).toList();
            able.forEach(node -> node.woken |= random.nextInt(3) > 0);
            if (!able.isEmpty()) {
                able.get(random.nextInt(able.size())).woken = true;
            }
        }
    }

    private void renew() {
        for (var node : nodes) {
            if (node.able() && node.renewedAt != null && !now.isBefore(node.renewedAt.plusSeconds(60))) {
                node.renewedAt = now;
                stage.perform(List.of(new Activity(node, "renew", () -> work.renew(node))), false);
            }
        }
    }

    private void work() {
        for (var round = 0; round < 100; round++) {
            log.rebalance(nodes.stream().filter(this::inGroup).toList());
            var activities = new ArrayList<Activity>();
            for (var node : nodes) {
                if (node.able()) {
                    activities.addAll(work.activities(node));
                }
            }
            if (activities.isEmpty()) {
                return;
            }
            shuffle(activities);
            stage.perform(activities, random.nextInt(20) == 0);
        }
    }

    /** Kafka waits for a node that does not answer before it gives its partitions to others. */
    private boolean inGroup(Node node) {
        return node.up()
                && (!node.frozen()
                        || now.isBefore(Objects.requireNonNull(node.frozenSince).plus(SESSION)));
    }

    /** When rounds began that came to their end. */
    List<Instant> rounds() {
        return rounds;
    }

    /** What another node, or another thread of the same, might just be doing. */
    private @Nullable Activity interruption() {
        var node = nodes.get(random.nextInt(nodes.size()));
        if (!node.able()) {
            return null;
        }
        node.woken |= random.nextInt(4) == 0;
        var all = work.activities(node);
        return all.isEmpty() ? null : all.get(random.nextInt(all.size()));
    }

    private void shuffle(List<Activity> activities) {
        for (var i = activities.size() - 1; i > 0; i--) {
            var j = random.nextInt(i + 1);
            var one = activities.get(i);
            activities.set(i, activities.get(j));
            activities.set(j, one);
        }
    }

    Instant now() {
        return now;
    }

    long ticks() {
        return ticks;
    }

    @Override
    public void close() {
        stage.close();
    }
}
