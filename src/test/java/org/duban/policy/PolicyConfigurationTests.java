package org.duban.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.duban.calendar.Calendars;
import org.duban.directory.Directory;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.directory.UnitTree;
import org.duban.files.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

final class PolicyConfigurationTests {

    @TempDir
    Path directory;

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withUserConfiguration(PolicyConfiguration.class, Properties.class)
            .withBean(Directory.class, OneUnit::new);

    @EnableConfigurationProperties(PolicyProperties.class)
    static class Properties {}

    @Test
    void startsWithTheBuiltInCalendarAndPolicy() {
        context.run(running -> {
            assertThat(running.getBean(Policies.class).names()).containsExactly("standard");
            assertThat(running.getBean(Calendars.class).names()).containsExactly("cn");
            assertThat(running.getBean(Calendars.class).calendar("cn").confirmed(2026))
                    .isTrue();
        });
    }

    @Test
    void readsTheFilesOfTheOffice() throws IOException {
        Files.writeString(directory.resolve("gyangze.yaml"), """
                calendar: gyangze
                extends: cn
                holidays: [ { from: 2026-08-10, name: 望果节 } ]
                """);
        var policies = Files.writeString(directory.resolve("own.policies"), """
                policies:
                  own: { calendar: gyangze, steps: [ { name: a, on: assignment, tell: ["unit:top"] } ] }
                """);

        context.withPropertyValues("duban.calendars=" + directory, "duban.policies=file:" + policies)
                .run(running -> {
                    assertThat(running.getBean(Policies.class).names()).containsExactly("own");
                    var gyangze = running.getBean(Calendars.class).calendar("gyangze");
                    assertThat(gyangze.isWorkingDay(LocalDate.of(2026, 8, 10))).isFalse();
                    assertThat(gyangze.isWorkingDay(LocalDate.of(2026, 10, 1))).isFalse();
                });
    }

    @Test
    void refusesToStartWithAPolicyForAnUnknownUnit() throws IOException {
        var policies = Files.writeString(directory.resolve("policies.yaml"), """
                policies:
                  own: { steps: [ { name: a, on: assignment, tell: ["unit:nobody"] } ] }
                """);

        context.withPropertyValues("duban.policies=" + policies)
                .run(
                        stopped -> assertThat(stopped)
                                .getFailure()
                                .rootCause()
                                .isInstanceOf(BadInput.class)
                                .hasMessage(
                                        policies
                                                + ", line 2, policies.own.steps[0].tell[0]: there is no unit \"nobody\"; write one of top"));
    }

    @Test
    void refusesToStartWithoutTheCalendarsItWasTold() {
        context.withPropertyValues("duban.calendars=classpath:nowhere")
                .run(
                        stopped -> assertThat(stopped)
                                .getFailure()
                                .rootCause()
                                .hasMessage(
                                        "classpath:nowhere, duban.calendars: no YAML file is there; name a directory that has some"));
    }

    private static final class OneUnit implements Directory {
        @Override
        public UnitTree tree() {
            var top = new Unit(
                    "top",
                    null,
                    UnitKind.LEADING_GROUP,
                    "组",
                    "Group",
                    List.of(),
                    Locale.ENGLISH,
                    ZoneId.of("Asia/Shanghai"));
            return new UnitTree(List.of(top), Set.of());
        }

        @Override
        public void save(Collection<Unit> units) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void remove(String code) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void markUnreachable(String address, Instant since, String reason) {
            throw new UnsupportedOperationException();
        }
    }
}
