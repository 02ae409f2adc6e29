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

/** Makes the history of a task, some of it late, some of it not allowed (the fold refuses that). */
final class EventCases {

    static final String OTHER_POLICY = "q";

    private static final List<String> TYPES = List.of(
            "received",
            "received",
            "progressed",
            "progressed",
            "progressed",
            "extension-requested",
            "extension-requested",
            "extension-granted",
            "extension-declined",
            "submitted",
            "submitted",
            "returned",
            "returned",
            "amended",
            "amended",
            "held",
            "held",
            "resumed",
            "struck-off",
            "withdrawn",
            "instructed",
            "reopened");

    private final Random random;
    private final List<String> units;
    private final List<String> steps;
    private Instant now;
    private LocalDate deadline;
    private String lead = "";
    private List<String> assisting = List.of();

    EventCases(Random random, Instant start, List<Map<String, Object>> units, List<String> steps) {
        this.random = random;
        this.steps = steps;
        this.now = start;
        this.deadline = start.atZone(ZoneOffset.UTC).toLocalDate();
        this.units = units.stream().map(unit -> (String) unit.get("code")).toList();
    }

    List<Map<String, Object>> events() {
        var events = new ArrayList<Map<String, Object>>();
        events.add(assigned());
        for (var count = random.nextInt(random.nextBoolean() ? 3 : 8); count > 0; count--) {
            events.add(next(type(events.get(events.size() - 1))));
        }
        return events;
    }

    /** Of what is closed half is open again, now and then. */
    private String type(Map<String, Object> last) {
        var closed = List.of("struck-off", "withdrawn").contains((String) last.get("type"));
        return closed && random.nextBoolean() ? "reopened" : Cases.one(random, TYPES);
    }

    private Map<String, Object> assigned() {
        var event = event("assigned");
        lead = anyUnit();
        event.put("leadUnit", lead);
        if (random.nextInt(3) > 0) {
            assisting = Cases.some(random, units);
            event.put("assistingUnits", assisting);
        }
        event.put("deadline", deadline(random.nextInt(5) == 0 ? -20 : 1, 50));
        if (random.nextInt(3) == 0) {
            event.put("urgency", Cases.one(random, List.of("URGENT", "EXTRA_URGENT")));
        }
        if (random.nextInt(4) == 0) {
            event.put("amounts", amounts());
        }
        return event;
    }

    private Map<String, String> amounts() {
        var amounts = new LinkedHashMap<String, String>();
        for (var step : steps) {
            if (random.nextInt(3) == 0) {
                amounts.put(step, PolicyCases.amount(random));
            }
        }
        return amounts;
    }

    private Map<String, Object> next(String type) {
        now = now.plus(random.nextInt(random.nextBoolean() ? 24 * 60 : 12 * 24 * 60), ChronoUnit.MINUTES);
        var event = event(type);
        switch (type) {
            case "received", "submitted" -> maybe(event, "by", reporter());
            case "progressed" -> {
                maybe(event, "by", reporter());
                maybe(event, "percent", String.valueOf(random.nextInt(101)));
            }
            case "extension-requested", "extension-granted" ->
                event.put("deadline", deadline(random.nextInt(4) == 0 ? -370 : 1, 30));
            case "returned" -> maybe(event, "deadline", deadline(-3, 25));
            case "amended" -> amend(event);
            case "held" -> {
                if (random.nextInt(3) > 0) {
                    event.put(
                            "until",
                            now.plus(random.nextInt(30 * 24 * 60) - 60, ChronoUnit.MINUTES)
                                    .toString());
                }
            }
            default -> {
                // Nothing more to say.
            }
        }
        if (!event.containsKey("by") && random.nextInt(5) == 0) {
            event.put("by", anyUnit());
        }
        return event;
    }

    /** The lead unit as things were at first, a helper, or whoever. */
    private String reporter() {
        var which = random.nextInt(6);
        return which < 3 ? lead : which < 5 && !assisting.isEmpty() ? Cases.one(random, assisting) : anyUnit();
    }

    private void amend(Map<String, Object> event) {
        switch (random.nextInt(8)) {
            case 0, 6 -> event.put("leadUnit", anyUnit());
            case 7 -> {
                maybe(event, "leadUnit", anyUnit());
                event.put("assistingUnits", Cases.some(random, units));
                maybe(event, "deadline", deadline(-20, 40));
            }
            case 1 -> event.put("assistingUnits", random.nextBoolean() ? List.of() : Cases.some(random, units));
            case 2 -> event.put("policy", Cases.one(random, List.of(OTHER_POLICY, Example.POLICY)));
            case 3 -> event.put("urgency", Cases.one(random, List.of("NORMAL", "URGENT", "EXTRA_URGENT")));
            case 4 -> event.put("amounts", amounts());
            default -> event.put("deadline", deadline(-20, 40));
        }
    }

    private Map<String, Object> event(String type) {
        var event = new LinkedHashMap<String, Object>();
        event.put("learned", now.toString());
        if (random.nextInt(3) == 0) {
            var late = Duration.ofMinutes(random.nextInt(4 * 24 * 60) - 60);
            event.put("time", now.minus(late).toString());
        }
        event.put("type", type);
        return event;
    }

    private void maybe(Map<String, Object> event, String field, String value) {
        if (random.nextBoolean()) {
            event.put(field, value);
        }
    }

    private String anyUnit() {
        return Cases.one(random, units);
    }

    /** A date, or an instant with offset, some days after the last deadline. */
    private String deadline(int least, int most) {
        deadline = deadline.plusDays(least + random.nextInt(most - least));
        if (random.nextInt(3) > 0) {
            return deadline.toString();
        }
        return deadline.atTime(random.nextInt(24), random.nextInt(60)) + (random.nextBoolean() ? ":00Z" : ":00+08:00");
    }
}
