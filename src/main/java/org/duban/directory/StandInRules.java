package org.duban.directory;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.directory.StandInCoverage.Shift;
import org.duban.files.Blank;
import org.duban.reasons.Reason;

/** What must hold for a stand-in before it counts. */
final class StandInRules {

    private static final int LONGEST_NAME = 60;
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2999;

    private StandInRules() {}

    /**
     * The stand-in with its addresses as mail servers take them.
     *
     * @param units all units by their codes
     * @param all the stand-ins there are, of all units
     * @throws StandInRefused if it cannot be so
     */
    static StandIn checked(StandIn asked, Map<String, Unit> units, Collection<StandIn> all) {
        var standIn = normal(asked);
        var unit = units.get(standIn.unit());
        if (unit == null) {
            throw refused("unit", standIn.unit(), StandInReason.STAND_IN_NO_UNIT);
        }
        var others = all.stream()
                .filter(other ->
                        !other.unit().equals(standIn.unit()) || !other.name().equals(standIn.name()))
                .toList();
        refuseForeign(standIn, unit, others);
        var coverage = new StandInCoverage(others, units);
        var added = Shift.of(standIn, unit);
        coverage.overlapping(added).ifPresent(other -> refuseOverlap(standIn, other));
        refuseCircle(standIn, coverage.circle(added));
        return standIn;
    }

    private static StandIn normal(StandIn asked) {
        if (!UnitRules.isCode(asked.name())) {
            throw refused("name", asked.name(), StandInReason.STAND_IN_NO_NAME);
        }
        var from = day("from", asked.from());
        var to = day("to", asked.to());
        if (to.isBefore(from)) {
            throw refused("to", to.toString(), StandInReason.STAND_IN_ENDS_FIRST, from.toString());
        }
        return new StandIn(
                asked.unit(),
                asked.name(),
                address("contact", asked.contact()),
                address("deputy", asked.deputy()),
                deputyName(asked.deputyName()),
                from,
                to);
    }

    private static void refuseOverlap(StandIn standIn, StandIn other) {
        throw refused(
                "from",
                standIn.from().toString(),
                StandInReason.STAND_IN_OVERLAPS,
                standIn.to().toString(),
                called(other),
                other.contact(),
                other.from().toString(),
                other.to().toString());
    }

    private static void refuseCircle(StandIn standIn, List<StandIn> circle) {
        if (circle.isEmpty()) {
            return;
        }
        var way = Stream.concat(Stream.of(standIn), circle.stream())
                .map(StandIn::contact)
                .collect(Collectors.joining(" → "));
        var by = circle.stream()
                .map(StandInRules::called)
                .reduce(HangingReason.ALSO_HANGING::with)
                .orElseThrow();
        throw refused("deputy", standIn.deputy(), StandInReason.STAND_IN_CIRCLE, way + " → " + standIn.contact(), by);
    }

    private static void refuseForeign(StandIn standIn, Unit unit, Collection<StandIn> others) {
        var contact = standIn.contact();
        var known = unit.emails().contains(contact)
                || others.stream()
                        .anyMatch(other -> other.unit().equals(unit.code())
                                && other.deputy().equals(contact));
        if (!known) {
            throw unit.emails().isEmpty()
                    ? refused("contact", contact, StandInReason.STAND_IN_FOREIGN_OF_NONE)
                    : refused("contact", contact, StandInReason.STAND_IN_FOREIGN, String.join(", ", unit.emails()));
        }
        if (contact.equals(standIn.deputy())) {
            throw refused("deputy", standIn.deputy(), StandInReason.STAND_IN_ITSELF);
        }
    }

    private static String address(String field, String text) {
        try {
            return EmailAddress.of(Blank.strip(text)).text();
        } catch (EmailAddress.Wrong e) {
            throw new StandInRefused(text, AddressReason.alone(e.why()).at(field));
        }
    }

    private static String deputyName(String text) {
        var name = Blank.strip(text);
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw refused("deputyName", name, StandInReason.STAND_IN_DEPUTY_NAME, String.valueOf(LONGEST_NAME));
        }
        return name;
    }

    private static LocalDate day(String field, LocalDate day) {
        if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
            throw refused(field, day.toString(), StandInReason.STAND_IN_NO_DAY);
        }
        return day;
    }

    private static Reason called(StandIn standIn) {
        return StandInReason.STAND_IN_CALLED.with(standIn.name(), standIn.unit());
    }

    private static StandInRefused refused(String field, String value, StandInReason why, Object... more) {
        var shown = value.length() <= 100 ? value : value.substring(0, 100) + "…";
        return new StandInRefused(
                value,
                why.at(field, Stream.concat(Stream.of(shown), Stream.of(more)).toArray()));
    }
}
