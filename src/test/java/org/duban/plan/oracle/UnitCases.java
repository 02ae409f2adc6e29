package org.duban.plan.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes trees of units: offices above offices, units beside them, some without anybody above, in zones far apart. */
final class UnitCases {

    private static final List<String> ZONES = List.of(
            "Asia/Shanghai",
            "Asia/Shanghai",
            "Asia/Urumqi",
            "America/New_York",
            "Europe/London",
            "Pacific/Apia",
            "Asia/Kathmandu",
            "Australia/Lord_Howe",
            "America/Havana",
            "America/St_Johns");

    private final Random random;
    private final List<Map<String, Object>> calendars;
    private final List<Map<String, Object>> units = new ArrayList<>();

    UnitCases(Random random, List<Map<String, Object>> calendars) {
        this.random = random;
        this.calendars = calendars;
    }

    List<Map<String, Object>> units() {
        add("group", "LEADING_GROUP", null);
        for (var i = random.nextInt(4); i > 0; i--) {
            add("office-" + i, random.nextInt(8) == 0 ? "LEADING_GROUP" : "LEADING_GROUP_OFFICE", anyParent());
        }
        for (var i = 1 + random.nextInt(4); i > 0; i--) {
            add("unit-" + i, "UNIT", anyParent());
        }
        return units;
    }

    private String anyParent() {
        return random.nextInt(10) == 0
                ? null
                : (String) Cases.one(random, units).get("code");
    }

    private void add(String code, String kind, String parent) {
        var unit = new LinkedHashMap<String, Object>();
        unit.put("code", code);
        if (!kind.equals("UNIT")) {
            unit.put("kind", kind);
        }
        if (parent != null) {
            unit.put("parent", parent);
        }
        unit.put("zone", Cases.one(random, ZONES));
        if (!calendars.isEmpty() && random.nextInt(3) == 0) {
            unit.put("calendar", Cases.one(random, calendars).get("calendar"));
        }
        if (random.nextInt(60) == 0) {
            unit.put("gone", "true");
        }
        units.add(unit);
    }
}
