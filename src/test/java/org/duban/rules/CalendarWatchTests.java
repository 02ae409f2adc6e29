package org.duban.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.duban.TestHouse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class CalendarWatchTests {

    private final TestHouse house = new TestHouse().at("2026-12-01T02:00:00Z");

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void saysThatTheNextYearIsNotKnownYet(CapturedOutput output) {
        var node = house.startNode("duban.roles=clock");
        var watch = node.getBean(CalendarWatch.class);

        watch.look();
        watch.look();

        assertThat(watch.health().getStatus()).isEqualTo(Status.UP);
        assertThat(watch.health().getDetails()).containsEntry("unconfirmed", List.of("cn 2027"));
        assertThat(output.getOut()).containsOnlyOnce("Calendars know only the weekends of [cn 2027]");
        var days = node.getBean(MeterRegistry.class)
                .get("duban.calendar.confirmed.days")
                .tag("calendar", "cn")
                .gauge();
        assertThat(days.value()).isEqualTo(30);
    }
}
