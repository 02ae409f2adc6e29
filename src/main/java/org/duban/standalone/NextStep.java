package org.duban.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.duban.directory.Directory;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.process.DubanProperties;
import org.duban.rulebook.Rulebooks;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** What whoever has started Duban with the embedded mailbox can do next, as this installation stands. */
@Component
@ConditionalOnEmbedded(ServerKind.MAILBOX)
final class NextStep {

    private static final String UNITS = "code,parent,kind,name_zh,name_en,email,locale,zone";
    private static final String IN_A_MINUTE = "'$(date -u -d \"+1 min\" +%FT%TZ)'";
    private static final int DAYS = 14;

    private final EmbeddedServers servers;
    private final EmbeddedProperties embedded;
    private final Environment environment;
    private final DubanProperties duban;
    private final ObjectProvider<Directory> directory;
    private final ObjectProvider<Rulebooks> rulebooks;
    private final InstantSource clock;

    NextStep(
            EmbeddedServers servers,
            EmbeddedProperties embedded,
            Environment environment,
            DubanProperties duban,
            ObjectProvider<Directory> directory,
            ObjectProvider<Rulebooks> rulebooks,
            InstantSource clock) {
        this.servers = servers;
        this.embedded = embedded;
        this.environment = environment;
        this.duban = duban;
        this.directory = directory;
        this.rulebooks = rulebooks;
        this.clock = clock;
    }

    /**
     * A sentence, and what to type.
     *
     * @param key of the sentence
     * @param values for its places
     */
    record Line(String key, List<String> values, Optional<String> example) {
        static Line of(String key, String... values) {
            return new Line(key, List.of(values), Optional.empty());
        }

        Line with(String typed) {
            return new Line(key, values, Optional.of(typed));
        }
    }

    List<Line> afterTheDemo(DemoLoader.Story story) {
        var told = switch (story) {
            case BEGINS -> Line.of("demo");
            case TOLD -> Line.of("told").with("--duban.embedded.data=" + freshDirectory());
            case FAILED -> Line.of("failed");
        };
        return ServerKind.KAFKA.embedded(environment)
                ? List.of(told, Line.of("try").with(assign("gyangze-education", "demo", IN_A_MINUTE)))
                : List.of(told);
    }

    /** Without a demo: the units, or else a first task for one of them. */
    List<Line> afterAStart() {
        var units = directory.getObject().tree().units();
        if (units.isEmpty()) {
            return List.of(Line.of("no-units").with(UNITS));
        }
        var unit = example(units.stream());
        if (!ServerKind.KAFKA.embedded(environment)) {
            return List.of(Line.of("assign-by-rest", unit));
        }
        var deadline = clock.instant().atZone(ZoneOffset.UTC).toLocalDate().plusDays(DAYS);
        return List.of(Line.of("assign", unit).with(assign(unit, policy(), deadline.toString())));
    }

    private static String example(Stream<Unit> units) {
        return units.min(Comparator.comparing((Unit unit) -> unit.kind() != UnitKind.UNIT)
                        .thenComparing(unit -> unit.emails().isEmpty())
                        .thenComparing(Unit::code))
                .map(Unit::code)
                .orElseThrow();
    }

    private String policy() {
        var names = rulebooks.getObject().current().policies().names();
        return names.contains("standard") ? "standard" : names.iterator().next();
    }

    /** Beside the one in use, so that the same command tells the story from its beginning. */
    private Path freshDirectory() {
        var used = embedded.directory();
        return Stream.iterate(2, number -> number + 1)
                .map(number -> used.resolveSibling(used.getFileName() + "-" + number))
                .filter(Files::notExists)
                .findFirst()
                .orElseThrow();
    }

    /** Under an id of its own each time that it is typed: another event under a used one would be refused. */
    private String assign(String unit, String policy, String deadline) {
        return ("t=try-$(date +%%s); echo '{\"specversion\":\"1.0\",\"id\":\"'$t'\",\"source\":\"/me\",\"type\":\"duban.task.assigned\","
                        + "\"subject\":\"'$t'\",\"data\":{\"title\":\"走访慰问优抚对象\",\"leadUnit\":\"%s\",\"policy\":\"%s\",\"deadline\":\"%s\"}}'"
                        + " | kcat -P -b %s -t %s -k $t")
                .formatted(
                        unit,
                        policy,
                        deadline,
                        servers.kafkaAddress(),
                        duban.topics().taskEvents());
    }
}
