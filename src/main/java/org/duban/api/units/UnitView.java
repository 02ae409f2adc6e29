package org.duban.api.units;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.directory.UnitTree;
import org.duban.files.Blank;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A unit as callers see it.
 *
 * @param calendar the name of the calendar by which it works; null: that of each policy
 * @param unreachable those of its addresses that a mail server has refused for good
 * @param warnings what was saved otherwise than it was written, and why; and what open tasks lose by it
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
        @Nullable String calendar,
        List<String> warnings) {

    private static final String ONE_MAILBOX =
            "emails: some differ only in capital letters and are one mailbox; one mail goes to each, so leave one of them out";

    /**
     * The same with a word about addresses that are one mailbox, if some of those that were sent are, and about what open
     * tasks have lost by it.
     */
    UnitView savedFrom(List<String> addresses, List<Reason> losses) {
        var written = addresses.stream().map(Blank::strip).distinct().count();
        var mailboxes = addresses.stream()
                .map(address -> Blank.strip(address).toLowerCase(Locale.ROOT))
                .distinct()
                .count();
        var twice = written == mailboxes ? Stream.<String>empty() : Stream.of(ONE_MAILBOX);
        return new UnitView(
                code,
                parent,
                kind,
                nameZh,
                nameEn,
                emails,
                unreachable,
                locale,
                zone,
                calendar,
                Stream.concat(twice, losses.stream().map(Reason::english)).toList());
    }

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
                unit.calendar(),
                List.of());
    }
}
