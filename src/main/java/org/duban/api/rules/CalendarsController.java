package org.duban.api.rules;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.duban.api.Parameters;
import org.duban.calendar.NamedDay;
import org.duban.calendar.WorkCalendar;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.rest.ApiProblem;
import org.duban.rest.ApiReason;
import org.duban.rest.Page;
import org.duban.rest.Thing;
import org.duban.rulebook.RuleTexts;
import org.duban.rulebook.Rulebooks;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows the calendars. */
@RestController
@RequestMapping("/api/v1/calendars")
@ConditionalOnRole(Role.DESK)
@Tag(name = "Calendars", description = "Which days are working days (工作日)")
final class CalendarsController {

    private static final int MOST_DAYS = 800;

    private final Rulebooks rulebooks;

    CalendarsController(Rulebooks rulebooks) {
        this.rulebooks = rulebooks;
    }

    /**
     * A calendar.
     *
     * @param extended the calendar whose days it has, too; null if there is none
     * @param confirmedYears the years whose holidays are known; in the others only weekends are days off
     */
    @Schema(name = "Calendar")
    record CalendarView(
            String name,
            @JsonProperty("extends") @Nullable String extended,
            List<Integer> confirmedYears,
            Hours officeHours) {}

    /** When offices are open, local time. */
    @Schema(name = "OfficeHours")
    record Hours(
            @Schema(type = "string", example = "09:00") LocalTime opens,
            @Schema(type = "string", example = "18:00") LocalTime closes) {}

    /**
     * A day.
     *
     * @param kind why it is another day than its weekday says; null if it is not
     * @param nameZh of what it is a holiday, or for what it makes up
     */
    @Schema(name = "CalendarDay")
    record DayView(
            LocalDate day,
            boolean working,
            NamedDay.@Nullable Kind kind,
            @Nullable String nameZh,
            @Nullable String nameEn) {

        static DayView of(WorkCalendar calendar, LocalDate day) {
            var named = calendar.named(day);
            return new DayView(
                    day,
                    calendar.isWorkingDay(day),
                    named.map(NamedDay::kind).orElse(null),
                    named.map(NamedDay::nameZh).orElse(null),
                    named.map(NamedDay::nameEn).orElse(null));
        }
    }

    @GetMapping
    @Operation(summary = "All calendars, by name")
    Page<CalendarView> calendars() {
        var calendars = rulebooks.current().calendars();
        return new Page<>(
                calendars.names().stream()
                        .map(name -> view(
                                calendars.calendar(name),
                                calendars.extendedBy(name).orElse(null)))
                        .toList(),
                null);
    }

    @GetMapping(path = "/{file}", produces = "text/yaml;charset=UTF-8")
    @Operation(
            summary = "A calendar file that is in force",
            description = "One of the office's own, or else one that came with Duban; PUT replaces it.")
    String file(@Parameter(example = "cn-2026.yaml") @PathVariable String file) {
        var files = rulebooks.current().texts().calendars();
        var text = files.getOrDefault(file, files.get(RuleTexts.BUILT_IN + file));
        if (text == null) {
            throw ApiProblem.notFound(Thing.CALENDAR_FILE, file);
        }
        return text;
    }

    @GetMapping("/{name}/days")
    @Operation(summary = "The days of a calendar, one by one")
    Page<DayView> days(
            @PathVariable String name,
            @Parameter(example = "2027-01-01") @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    LocalDate from,
            @Parameter(description = "the last day; at most " + MOST_DAYS + " days", example = "2027-01-31")
                    @RequestParam
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    LocalDate to) {
        var calendars = rulebooks.current().calendars();
        if (!calendars.names().contains(name)) {
            throw ApiProblem.notFound(Thing.CALENDAR, name);
        }
        Parameters.day("from", from);
        Parameters.day("to", to);
        if (to.isBefore(from) || to.isAfter(from.plusDays(MOST_DAYS))) {
            throw ApiProblem.field(
                    "to",
                    to.toString(),
                    ApiReason.API_DAY_BETWEEN.with(
                            from.toString(), from.plusDays(MOST_DAYS).toString()));
        }
        var calendar = calendars.calendar(name);
        return new Page<>(
                from.datesUntil(to.plusDays(1))
                        .map(day -> DayView.of(calendar, day))
                        .toList(),
                null);
    }

    private static CalendarView view(WorkCalendar calendar, @Nullable String extended) {
        return new CalendarView(
                calendar.name(),
                extended,
                calendar.confirmedYears().stream().sorted().toList(),
                new Hours(calendar.officeHours().opens(), calendar.officeHours().closes()));
    }
}
