package org.duban.plan.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.duban.calendar.NamedDay.Kind;

/** The calendars of an example, read by the oracle's own few lines; {@code cn} from the list of announced days. */
final class NaiveCalendars {

    private static final String ANNOUNCED = "/org/duban/calendar/named-days.csv";
    static final NaiveCalendar WEEKENDS_ONLY = new NaiveCalendar(
            "", EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), Map.of(), LocalTime.of(9, 0), LocalTime.of(18, 0));
    private static final NaiveCalendar CN = announced();

    private NaiveCalendars() {}

    /** By name; a calendar stands behind the one it extends. */
    static Map<String, NaiveCalendar> read(List<Map<String, Object>> texts) {
        var calendars = new HashMap<String, NaiveCalendar>();
        calendars.put(CN.name(), CN);
        for (var text : texts) {
            var base = text.containsKey("extends") ? calendars.get(text.get("extends")) : WEEKENDS_ONLY;
            var calendar = read(text, Objects.requireNonNull(base));
            calendars.put(calendar.name(), calendar);
        }
        return calendars;
    }

    private static NaiveCalendar read(Map<String, Object> text, NaiveCalendar base) {
        var named = new HashMap<>(base.named());
        for (var holiday : items(text, "holidays")) {
            var from = LocalDate.parse(holiday.get("from"));
            var to = LocalDate.parse(holiday.getOrDefault("to", holiday.get("from")));
            for (var day = from; !day.isAfter(to); day = day.plusDays(1)) {
                named.put(day, Kind.HOLIDAY);
            }
        }
        items(text, "make-up-workdays")
                .forEach(item -> named.put(LocalDate.parse(item.get("day")), Kind.MAKE_UP_WORKDAY));
        var hours = Example.map(text.getOrDefault("office-hours", Map.of()));
        return new NaiveCalendar(
                (String) text.get("calendar"),
                weekend(text, base),
                named,
                hours.containsKey("opens") ? LocalTime.parse((String) hours.get("opens")) : base.opens(),
                hours.containsKey("closes") ? LocalTime.parse((String) hours.get("closes")) : base.closes());
    }

    private static Set<DayOfWeek> weekend(Map<String, Object> text, NaiveCalendar base) {
        if (!text.containsKey("weekend")) {
            return base.weekend();
        }
        var weekend = EnumSet.noneOf(DayOfWeek.class);
        ((List<?>) text.get("weekend")).forEach(day -> weekend.add(DayOfWeek.valueOf((String) day)));
        return weekend;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, String>> items(Map<String, Object> text, String field) {
        return (List<Map<String, String>>) text.getOrDefault(field, List.of());
    }

    private static NaiveCalendar announced() {
        var named = new HashMap<LocalDate, Kind>();
        try (var file = Objects.requireNonNull(NaiveCalendars.class.getResourceAsStream(ANNOUNCED))) {
            var lines = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1);
            lines.map(line -> line.split(","))
                    .forEach(cell -> named.put(LocalDate.parse(cell[0]), Kind.valueOf(cell[2])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new NaiveCalendar("cn", WEEKENDS_ONLY.weekend(), named, WEEKENDS_ONLY.opens(), WEEKENDS_ONLY.closes());
    }
}
