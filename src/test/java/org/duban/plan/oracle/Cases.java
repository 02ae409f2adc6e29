package org.duban.plan.oracle;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes an example out of a number, always the same one. Examples whose numbers lie together share their calendars,
 * which cost the most to set up.
 */
final class Cases {

    private static final int SHARING_CALENDARS = 25;

    private final Random random;
    private final Instant start;
    private final List<Map<String, Object>> calendars;
    private final List<Map<String, Object>> units;

    private Cases(long seed) {
        var sharing = new Random(Math.floorDiv(seed, SHARING_CALENDARS));
        this.calendars = new CalendarCases(sharing).calendars();
        this.random = new Random(seed * 31 + 7);
        this.start = start(random);
        this.units = new UnitCases(random, calendars).units();
    }

    static Example example(long seed) {
        return new Cases(seed).example();
    }

    private Example example() {
        var text = new LinkedHashMap<String, Object>();
        text.put("calendars", calendars);
        text.put("units", units);
        var another = random.nextInt(5) == 0;
        var policies = policies(another);
        text.put("policies", policies);
        if (random.nextInt(12) == 0) {
            text.put("later-policies", policies(another));
        }
        var steps = PolicyCases.stepsWithAmounts(Example.map(policies.get(Example.POLICY)));
        var events = new EventCases(random, start, units, steps).events();
        text.put("events", events);
        var from = start.plus(Duration.ofMinutes(random.nextInt(120 * 24 * 60) - 15 * 24 * 60));
        text.put("from", from.toString());
        text.put(
                "up-to",
                from.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 60))).toString());
        return new Example(text);
    }

    private Map<String, Object> policies(boolean another) {
        var names = new ArrayList<>(List.of("cn"));
        calendars.forEach(calendar -> names.add((String) calendar.get("calendar")));
        var policies = new LinkedHashMap<String, Object>();
        policies.put(Example.POLICY, new PolicyCases(random, units, names).policy());
        if (another) {
            policies.put(EventCases.OTHER_POLICY, new PolicyCases(random, units, names).policy());
        }
        return policies;
    }

    /** Mostly the years with announced holidays; also before, after, around a leap day, and where Apia skipped a day. */
    private static Instant start(Random random) {
        var day = switch (random.nextInt(10)) {
            case 0 -> LocalDate.of(2011, 12, 1);
            case 1 -> LocalDate.of(2028, 2, 1);
            case 2 -> LocalDate.of(2126, 1, 1);
            default -> LocalDate.of(2025, 11, 1).plusDays(random.nextInt(420));
        };
        var minute = day.atStartOfDay().plusMinutes(random.nextInt(24 * 60)).toInstant(ZoneOffset.UTC);
        return random.nextInt(4) == 0 ? minute.plus(random.nextInt(60_000_000), ChronoUnit.MICROS) : minute;
    }

    static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** One or more of them, in their order. */
    static <T> List<T> some(Random random, List<T> of) {
        var some = new ArrayList<T>();
        of.stream().filter(any -> random.nextInt(3) == 0).forEach(some::add);
        return some.isEmpty() ? List.of(one(random, of)) : some;
    }
}
