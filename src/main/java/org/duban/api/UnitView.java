package org.duban.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.directory.UnitTree;
import org.jspecify.annotations.Nullable;

/**
 * A unit as callers see it.
 *
 * @param calendar the name of the calendar by which it works; null: that of each policy
 * @param unreachable those of its addresses that a mail server has refused for good
 */
@Schema(name = "Unit")
record UnitView(
        String code,
        @Nullable String parent,
        UnitKind kind,
        String nameZh,
        String nameEn,
        List<String> emails,
        List<String> unreachable,
        String locale,
        String zone,
        @Nullable String calendar) {

    static UnitView of(Unit unit, UnitTree tree) {
        var reachable = tree.reachableAddresses(unit.code());
        return new UnitView(
                unit.code(),
                unit.parent(),
                unit.kind(),
                unit.nameZh(),
                unit.nameEn(),
                unit.emails(),
                unit.emails().stream()
                        .filter(email -> !reachable.contains(email))
                        .toList(),
                unit.locale().toLanguageTag(),
                unit.zone().getId(),
                unit.calendar());
    }
}
