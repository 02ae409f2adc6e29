package org.duban.plan.oracle;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Makes calendars: offices' own and county calendars that extend another, with holidays and weekends that nobody would expect. */
final class CalendarCases {

    private static final Map<String, Object> CN = Map.of("calendar", "cn");

    private final Random random;
    private final List<Map<String, Object>> made = new ArrayList<>();

    CalendarCases(Random random) {
        this.random = random;
    }

    List<Map<String, Object>> calendars() {
        for (var count = random.nextInt(4); count > 0; count--) {
            made.add(calendar("c" + (made.size() + 1)));
        }
        return made;
    }

    private Map<String, Object> calendar(String name) {
        var text = new LinkedHashMap<String, Object>();
        text.put("calendar", name);
        var bases = new ArrayList<>(List.of(CN));
        bases.addAll(made);
        if (random.nextInt(3) > 0) {
            text.put("extends", Cases.one(random, bases).get("calendar"));
        }
        if (random.nextInt(3) == 0) {
            text.put("weekend", weekend());
        }
        if (random.nextInt(3) == 0) {
            var opens = 6 + random.nextInt(5);
            var closes = opens + 1 + random.nextInt(12);
            text.put(
                    "office-hours", Map.of("opens", "%02d:30".formatted(opens), "closes", "%02d:15".formatted(closes)));
        }
        days(text);
        return text;
    }

    private List<String> weekend() {
        var days = Arrays.stream(DayOfWeek.values()).map(Enum::name).toList();
        return switch (random.nextInt(5)) {
            case 0 -> List.of("SUNDAY");
            case 1 -> List.of("FRIDAY", "SATURDAY");
            case 2 -> List.of();
            case 3 -> days.subList(0, 6);
            default -> Cases.some(random, days).stream().limit(6).toList();
        };
    }

    private void days(Map<String, Object> text) {
        var holidays = new ArrayList<Map<String, String>>();
        var makeUpDays = new ArrayList<Map<String, String>>();
        var taken = new HashSet<LocalDate>();
        var before = NaiveCalendars.read(made);
        var base = before.getOrDefault((String) text.getOrDefault("extends", ""), NaiveCalendars.WEEKENDS_ONLY);
        var plain = NaiveCalendars.read(withoutDays(text)).get((String) text.get("calendar"));
        for (var count = random.nextInt(60); count > 0; count--) {
            var day = anyDay();
            var last = day.plusDays(random.nextInt(3) == 0 ? random.nextInt(16) : random.nextInt(3));
            var free = day.datesUntil(last.plusDays(1)).noneMatch(taken::contains);
            if (free && random.nextBoolean()) {
                day.datesUntil(last.plusDays(1)).forEach(taken::add);
                holidays.add(Map.of("from", day.toString(), "to", last.toString(), "name", "holiday"));
            } else if (free && (!base.works(day) || plain.weekend().contains(day.getDayOfWeek()))) {
                taken.add(day);
                makeUpDays.add(Map.of("day", day.toString(), "for", "holiday"));
            }
        }
        text.put("holidays", holidays);
        text.put("make-up-workdays", makeUpDays);
    }

    private List<Map<String, Object>> withoutDays(Map<String, Object> text) {
        var all = new ArrayList<>(made);
        all.add(text);
        return all;
    }

    private LocalDate anyDay() {
        var from = random.nextInt(6) == 0
                ? Set.of(2011, 2028, 2126).stream().sorted().toList().get(random.nextInt(3))
                : 2025;
        return from == 2025
                ? LocalDate.of(2025, 11, 1).plusDays(random.nextInt(500))
                : LocalDate.of(from, 1, 1).plusDays(random.nextInt(400));
    }
}
