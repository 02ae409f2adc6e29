package org.duban.directory;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The units of the county Gyangze, the offices above them, and the office of the county beside. */
public final class GyangzeUnits {

    public static final UnitTree TREE = new UnitTree(
            List.of(
                    unit("group", null, UnitKind.LEADING_GROUP),
                    unit("city-office", "group", UnitKind.LEADING_GROUP_OFFICE),
                    unit("gyangze-office", "city-office", UnitKind.LEADING_GROUP_OFFICE),
                    unit("gyangze-education", "gyangze-office", UnitKind.UNIT),
                    unit("gyangze-health", "gyangze-office", UnitKind.UNIT),
                    unit("saga-office", "city-office", UnitKind.LEADING_GROUP_OFFICE)),
            Set.of());

    private GyangzeUnits() {}

    private static Unit unit(String code, @Nullable String parent, UnitKind kind) {
        return new Unit(
                code,
                parent,
                kind,
                code,
                code,
                List.of(code + "@duban.example"),
                Locale.ENGLISH,
                ZoneId.of("Asia/Shanghai"));
    }
}
