package org.duban.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.duban.TestDatabase;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.mock.env.MockEnvironment;

/** The rooms of a drill on a fresh database of the tests' server, with the units of the test house. */
final class DrillHouse implements AutoCloseable {

    private static final Instant TODAY = Instant.parse("2026-08-31T02:00:00Z");

    private final Path directory;
    private final MockEnvironment settings = new MockEnvironment();
    private final ConfigurableApplicationContext rooms;

    DrillHouse(Path directory, String policies) {
        this(directory, policies, "classpath:house/units.csv");
    }

    DrillHouse(Path directory, String policies, String units) {
        this.directory = directory;
        rooms = new SpringApplicationBuilder(DrillContext.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .run(
                        "--spring.datasource.url=" + TestDatabase.url(TestDatabase.create()),
                        "--spring.main.banner-mode=off",
                        "--duban.roles=desk",
                        "--duban.units=" + units,
                        "--duban.policies=" + file("policies.yaml", policies));
        set("from", "2026-09-01");
        settings.setProperty("lang", "en");
    }

    DrillHouse set(String setting, String value) {
        settings.setProperty("duban.drill." + setting, value);
        return this;
    }

    DrillHouse tasks(String csv) {
        return set("tasks", file("tasks.csv", csv));
    }

    DrillHouse events(String csv) {
        return set("events", file("events.csv", csv));
    }

    DrillResult play() {
        return rooms.getBean(DrillRunner.class)
                .play(DrillInput.read(DrillProperties.of(settings), TODAY), (now, mails) -> {});
    }

    <T> T room(Class<T> type) {
        return rooms.getBean(type);
    }

    /** What was told to whom, a line for each mail: day, hour, recipient, and what was told about which task. */
    static List<String> told(DrillResult played) {
        var lines = new ArrayList<String>();
        for (var mail : played.mails()) {
            var items = mail.items().stream()
                    .map(item -> item.step() + " " + item.task())
                    .toList();
            lines.add(mail.day() + " " + mail.local().toLocalTime() + " " + mail.recipient() + ": "
                    + String.join(", ", items));
        }
        return lines;
    }

    private String file(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        rooms.close();
    }
}
