package org.duban.directory;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.directory.StandInCoverage.Shift;
import org.duban.files.Blank;

/** What must hold for a stand-in before it counts. */
final class StandInRules {

    private static final String CODE_CURE =
            "write at most 64 letters a-z, digits and - _ . without spaces, like dawa-2026-12";
    private static final String ADDRESS_CURE = "write one address like office@example.org";
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
            throw refused("unit", standIn.unit(), "is no unit", "save the unit first");
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
            throw refused("name", asked.name(), "is no name", CODE_CURE);
        }
        var from = day("from", asked.from());
        var to = day("to", asked.to());
        if (to.isBefore(from)) {
            throw refused(
                    "to",
                    to.toString(),
                    "lies before from \"" + from + "\"",
                    "write the last day, which may be the first");
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
                "and to \"" + standIn.to() + "\" overlap " + called(other) + ", which covers " + other.contact()
                        + " from " + other.from() + " to " + other.to(),
                "let one end before the other begins");
    }

    private static void refuseCircle(StandIn standIn, List<StandIn> circle) {
        if (circle.isEmpty()) {
            return;
        }
        var way = Stream.concat(Stream.of(standIn), circle.stream())
                .map(StandIn::contact)
                .collect(Collectors.joining(" → "));
        var by = circle.stream().map(StandInRules::called).collect(Collectors.joining(", "));
        throw refused(
                "deputy",
                standIn.deputy(),
                "is away at the same time, and the mails would come back: " + way + " → " + standIn.contact() + " ("
                        + by + ")",
                "name a deputy who is there");
    }

    private static void refuseForeign(StandIn standIn, Unit unit, Collection<StandIn> others) {
        var contact = standIn.contact();
        var known = unit.emails().contains(contact)
                || others.stream()
                        .anyMatch(other -> other.unit().equals(unit.code())
                                && other.deputy().equals(contact));
        if (!known) {
            throw refused(
                    "contact",
                    contact,
                    "is no address of the unit, and nobody's deputy there",
                    unit.emails().isEmpty()
                            ? "give the unit an address first"
                            : "use one of " + String.join(", ", unit.emails()));
        }
        if (contact.equals(standIn.deputy())) {
            throw refused("deputy", standIn.deputy(), "is the one who is away", "name somebody else");
        }
    }

    private static String address(String field, String text) {
        try {
            return EmailAddress.of(Blank.strip(text)).text();
        } catch (EmailAddress.Wrong e) {
            throw new StandInRefused(field, text, e.problem, e.cure.contains(";") ? ADDRESS_CURE : e.cure);
        }
    }

    private static String deputyName(String text) {
        var name = Blank.strip(text);
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw refused(
                    "deputyName",
                    name,
                    "is no name for a mail",
                    "write what the deputy is called, on one line of at most " + LONGEST_NAME + " characters");
        }
        return name;
    }

    private static LocalDate day(String field, LocalDate day) {
        if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
            throw refused(field, day.toString(), "is no day that anybody means", "write a date like 2026-12-31");
        }
        return day;
    }

    private static String called(StandIn standIn) {
        return "stand-in \"" + standIn.name() + "\" of unit \"" + standIn.unit() + "\"";
    }

    private static StandInRefused refused(String field, String value, String problem, String cure) {
        var shown = value.length() <= 100 ? value : value.substring(0, 100) + "…";
        return new StandInRefused(field, value, "\"" + shown + "\" " + problem, cure);
    }
}
