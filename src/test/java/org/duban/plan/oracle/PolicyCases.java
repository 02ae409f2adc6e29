package org.duban.plan.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes policies of every construct that there is. */
final class PolicyCases {

    private static final List<String> ANCHORS = List.of(
            "on",
            "on",
            "after-assignment",
            "before-deadline",
            "before-deadline",
            "before-deadline",
            "after-deadline",
            "after-deadline",
            "after-deadline",
            "after-progress",
            "after-submission",
            "after-extension-request");
    private static final List<String> LEVELS = List.of("blue", "yellow", "red");
    private static final List<String> URGENCIES = List.of("NORMAL", "URGENT", "EXTRA_URGENT");
    private static final List<String> TIMES =
            List.of("09:30", "09:30", "09:30", "00:00", "02:30", "23:59", "17:07", "01:15", "12:00");
    private static final List<String> EXACT =
            List.of("PT0S", "PT30M", "PT1H", "PT17H30M", "PT24H", "PT40H", "PT72H1M", "PT1M30S", "PT0.25S");
    private static final List<String> EXACT_EVERY = List.of("PT50M", "PT6H", "PT24H", "PT33H20M", "PT168H");

    private final Random random;
    private final List<Map<String, Object>> units;
    private final List<String> calendars;

    PolicyCases(Random random, List<Map<String, Object>> units, List<String> calendars) {
        this.random = random;
        this.units = units;
        this.calendars = calendars;
    }

    Map<String, Object> policy() {
        var policy = new LinkedHashMap<String, Object>();
        policy.put("calendar", Cases.one(random, calendars));
        policy.put("tell-at", Cases.one(random, TIMES));
        policy.put("near-due", random.nextInt(4) == 0 ? Cases.one(random, EXACT) : days());
        if (random.nextInt(3) == 0) {
            policy.put("behind-by", String.valueOf(1 + random.nextInt(random.nextInt(4) == 0 ? 100 : 40)));
        }
        if (random.nextInt(3) == 0) {
            policy.put("starts-at", Map.of(Cases.one(random, URGENCIES), Cases.one(random, LEVELS)));
        }
        if (random.nextInt(4) == 0) {
            policy.put("tell-closure", tell());
        }
        if (random.nextInt(5) == 0) {
            policy.put("tell-changes", "false");
        }
        var steps = new ArrayList<Map<String, Object>>();
        for (var count = 1 + random.nextInt(7); count > 0; count--) {
            steps.add(step("s" + (steps.size() + 1)));
        }
        policy.put("steps", steps);
        return policy;
    }

    private Map<String, Object> step(String name) {
        var step = new LinkedHashMap<String, Object>();
        step.put("name", name);
        var anchor = Cases.one(random, ANCHORS);
        step.put(anchor, anchor.equals("on") ? (random.nextInt(3) > 0 ? "assignment" : "submission") : amount());
        if (anchor.startsWith("after") && random.nextInt(3) == 0) {
            step.put("every", every());
        }
        if (random.nextInt(3) == 0) {
            step.put("while", Cases.one(random, conditions(anchor, (String) step.get(anchor))));
        }
        step.put("tell", tell());
        if (random.nextBoolean()) {
            step.put("level", Cases.one(random, LEVELS));
        }
        if (random.nextInt(4) == 0) {
            step.put("office-hours", "true");
        }
        return step;
    }

    /** The names of the steps for which a task may have amounts of its own. */
    @SuppressWarnings("unchecked")
    static List<String> stepsWithAmounts(Map<String, Object> policy) {
        return ((List<Map<String, Object>>) policy.get("steps"))
                .stream()
                        .filter(step -> !step.containsKey("on"))
                        .map(step -> (String) step.get("name"))
                        .toList();
    }

    /** What is reported complete is never behind, and no file may say so. */
    private static List<String> conditions(String anchor, String value) {
        return anchor.equals("after-submission") || value.equals("submission")
                ? List.of("unreceived", "in-progress")
                : List.of("unreceived", "unreceived", "in-progress", "behind", "behind");
    }

    private List<String> tell() {
        var all = new ArrayList<>(List.of("lead", "lead", "assisting", "office", "higher-office", "leader"));
        all.add("unit:" + Cases.one(random, units).get("code"));
        return Cases.some(random, all).stream().distinct().toList();
    }

    private String amount() {
        return amount(random);
    }

    private String days() {
        return days(random);
    }

    /** Any amount that a step, or a task for its step, may have. */
    static String amount(Random random) {
        return random.nextInt(4) == 0 ? Cases.one(random, EXACT) : days(random);
    }

    private static String days(Random random) {
        var most = random.nextInt(3) == 0 ? 16 : 4;
        var number = random.nextInt(most);
        return random.nextBoolean() ? number + "wd" : "P" + number + "D";
    }

    private String every() {
        if (random.nextInt(3) == 0) {
            return Cases.one(random, EXACT_EVERY);
        }
        var number = 1 + random.nextInt(random.nextBoolean() ? 3 : 12);
        return random.nextBoolean() ? number + "wd" : "P" + number + "D";
    }
}
