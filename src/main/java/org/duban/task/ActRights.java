package org.duban.task;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.reasons.Reason;
import org.duban.task.ActRule.Needs;
import org.duban.task.ActRule.Party;
import org.jspecify.annotations.Nullable;

/** Reads the table of {@link ActRule} for one task: whether a unit may act on it now, and else who may or when. Pure. */
public record ActRights(UnitTree units) {

    /** An assignment may name hundreds of units; a reason is to be read. */
    private static final int MOST_NAMED = 6;

    /** Why a unit may not do something to a task at an instant. */
    public sealed interface Denial {

        /** It names the field, the value and the cure, as refusals are kept. */
        Reason reason();

        /** It is another's to do. */
        record NotTheirs(List<String> who, Reason reason) implements Denial {
            public NotTheirs {
                who = List.copyOf(who);
            }
        }

        /** The task is not in the state for it. */
        record NotNow(Needs needs, Reason reason) implements Denial {}
    }

    /**
     * Why not; empty if it may.
     *
     * @param by the unit; null: see {@link ActRule#unnamed}
     * @param at when it acts
     */
    public Optional<Denial> denial(ActRule rule, Task task, @Nullable String by, Instant at) {
        var life = tooEarlyOrTooLate(rule, task, at);
        if (life.isPresent()) {
            return life;
        }
        var place = Place.of(task);
        var acts = as(rule, place, by);
        if (acts.isEmpty()) {
            return Optional.of(notTheirs(rule, place, String.valueOf(by)));
        }
        return acts.get() == Party.ASSISTING
                ? Optional.empty()
                : rule.needs().stream()
                        .filter(need -> !need.met(task, at, zone(task.leadUnit())))
                        .findFirst()
                        .map(need -> notNow(need, task, at));
    }

    /** Why nobody may, be it whoever: the task is closed, or is not. */
    Optional<Denial> tooEarlyOrTooLate(ActRule rule, Task task, Instant at) {
        return rule.life().met(task, at, ZoneOffset.UTC)
                ? Optional.empty()
                : Optional.of(notNow(rule.life(), task, at));
    }

    /** The units that may, whatever the state of the task: the lead unit and assisting units, or the offices, nearest first. */
    public List<String> who(ActRule rule, Task task) {
        return who(rule, Place.of(task));
    }

    /** Those of some units that may, whatever the state of the task. */
    public List<String> among(Collection<String> some, ActRule rule, Task task) {
        var place = Place.of(task);
        return some.stream()
                .filter(unit -> as(rule, place, unit).isPresent())
                .sorted()
                .toList();
    }

    /** Those of some units that may assign this. */
    public List<String> among(Collection<String> some, Act.Assigned act) {
        var above = above(act.leadUnit());
        return some.stream().filter(above::contains).sorted().toList();
    }

    /** Why somebody of whose units none may. */
    public Denial none(ActRule rule, Task task) {
        var place = Place.of(task);
        return new Denial.NotTheirs(
                who(rule, place),
                TaskReason.NONE_OF_YOURS.at(
                        "data.by", rule.with(), QuotedValue.plain(place.taskId), whoMay(rule, place)));
    }

    /** Those that may assign a task to this lead unit, nearest first. */
    public List<String> assigners(String leadUnit) {
        return above(leadUnit);
    }

    /** What a unit is to a task; it may be more than one thing, such as an office above that assists. */
    public Set<Party> parties(Task task, String unit) {
        return parties(Place.of(task), unit);
    }

    /** Why this unit may not assign this, or null. */
    @Nullable
    Reason assigning(String taskId, Act.Assigned act) {
        var place = new Place(taskId, act.leadUnit(), act.assistingUnits());
        return as(ActRule.ASSIGNED, place, act.by()).isPresent()
                ? null
                : notTheirs(ActRule.ASSIGNED, place, String.valueOf(act.by())).reason();
    }

    /** The units to which this one may hand a task over that it is in charge of, in no particular order. */
    public List<Unit> heirs(String by) {
        return units.units().stream()
                .filter(unit -> above(unit.code()).contains(by))
                .toList();
    }

    /** Why this unit may not hand a task over to that one, or null: it must stand above the new lead unit, too. */
    @Nullable
    Reason handingOver(String by, String lead) {
        if (above(lead).contains(by)) {
            return null;
        }
        return TaskReason.NOT_BELOW.at("data.leadUnit", QuotedValue.plain(lead), QuotedValue.plain(by), offices(lead));
    }

    /** Where a task is, as far as rights go. */
    private record Place(String taskId, String lead, List<String> assisting) {
        static Place of(Task task) {
            return new Place(task.id(), task.leadUnit(), task.assistingUnits());
        }
    }

    private Optional<Party> as(ActRule rule, Place place, @Nullable String by) {
        if (by == null) {
            return Optional.of(rule.unnamed());
        }
        return parties(place, by).stream().filter(rule.who()::contains).findFirst();
    }

    private Set<Party> parties(Place place, String unit) {
        var parties = EnumSet.noneOf(Party.class);
        if (unit.equals(place.lead)) {
            parties.add(Party.LEAD);
        }
        if (place.assisting.contains(unit) && !unit.equals(place.lead)) {
            parties.add(Party.ASSISTING);
        }
        if (above(place.lead).contains(unit)) {
            parties.add(Party.OFFICE);
        }
        return parties;
    }

    private List<String> who(ActRule rule, Place place) {
        var who = new ArrayList<String>();
        if (rule.who().contains(Party.LEAD)) {
            who.add(place.lead);
        }
        if (rule.who().contains(Party.ASSISTING)) {
            who.addAll(place.assisting);
        }
        if (rule.who().contains(Party.OFFICE)) {
            who.addAll(above(place.lead));
        }
        return who;
    }

    /** Where nobody stands above, whoever stands highest decides: a task must not hang on a gap in the tree. */
    private List<String> above(String lead) {
        var above = units.leadingAbove(lead);
        return (above.isEmpty() ? units.highestAbove(lead).stream() : above.stream())
                .map(Unit::code)
                .toList();
    }

    private Denial.NotTheirs notTheirs(ActRule rule, Place place, String by) {
        return new Denial.NotTheirs(
                who(rule, place),
                TaskReason.NOT_THEIRS.at(
                        "data.by",
                        QuotedValue.plain(by),
                        rule.with(),
                        QuotedValue.plain(place.taskId),
                        whoMay(rule, place)));
    }

    private Reason whoMay(ActRule rule, Place place) {
        return rule.who().contains(Party.OFFICE) ? offices(place.lead) : responsible(rule, place);
    }

    private static Denial.NotNow notNow(Needs need, Task task, Instant at) {
        return new Denial.NotNow(need, need.reason(task, at));
    }

    private static Reason responsible(ActRule rule, Place place) {
        var lead = QuotedValue.plain(place.lead);
        return rule.who().contains(Party.ASSISTING) && !place.assisting.isEmpty()
                ? TaskReason.LEAD_OR_ASSISTING_MAY.with(lead, listed(place.assisting))
                : TaskReason.LEAD_MAY.with(lead);
    }

    private Reason offices(String lead) {
        var offices = above(lead);
        return offices.isEmpty()
                ? TaskReason.NOBODY_ABOVE_MAY.with(QuotedValue.plain(lead))
                : TaskReason.OFFICES_MAY.with(listed(offices));
    }

    private static Reason listed(List<String> codes) {
        return Reason.listed(codes.stream().map(QuotedValue::plain).toList(), MOST_NAMED);
    }

    private ZoneId zone(String unit) {
        return units.unit(unit).map(Unit::zone).orElse(ZoneOffset.UTC);
    }
}
