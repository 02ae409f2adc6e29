package org.duban.desk.tasks;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.duban.calendar.DeadlineWords;
import org.duban.calendar.DeadlineWords.Meant;
import org.duban.calendar.WorkCalendar;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.files.Blank;
import org.duban.rulebook.Rulebook;
import org.duban.task.Urgency;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the form of a task: the data of its event, and what is wrong with each field, in words. What it leaves to the ledger the
 * ledger refuses. Pure.
 *
 * @param seen the units that whoever writes may see
 * @param rules those in force
 */
record TaskFormReader(Words words, UnitTree seen, Rulebook rules, Instant now) {

    static final String USUAL_POLICY = "standard";

    private static final Map<String, Integer> LONGEST =
            Map.of("title", 10_000, "description", 50_000, "list", 200, "clause", 500, "url", 2_000);
    private static final List<String> TEXTS = List.of("title", "description", "list", "clause", "url");
    private static final BigDecimal MOST_POINTS = new BigDecimal(1_000_000);

    /**
     * What was read.
     *
     * @param data of the event; without the fields that are wrong
     * @param mistakes by the names of fields
     * @param deadline what was meant; null where that cannot be told
     * @param zone where the lead unit sits
     */
    record Read(
            ObjectNode data,
            Map<String, String> mistakes,
            @Nullable Meant deadline,
            ZoneId zone) {

        @Nullable
        String lead() {
            return data.has(TaskForm.LEAD) ? data.path(TaskForm.LEAD).asString() : null;
        }
    }

    /** @param leadUnit who leads already; null: the form says it */
    Read read(TaskForm form, @Nullable String leadUnit) {
        var data = JsonMapper.shared().createObjectNode();
        var mistakes = new LinkedHashMap<String, String>();
        TEXTS.forEach(field -> text(field, form, data, mistakes));
        points(form.value("points"), data, mistakes);
        choice(TaskForm.POLICY, form, rules.policies().names(), data, mistakes);
        choice(TaskForm.URGENCY, form, names(), data, mistakes);
        if (leadUnit == null) {
            lead(form.value(TaskForm.LEAD), data, mistakes);
        }
        assisting(form.value(TaskForm.ASSISTING), data, mistakes);
        var zone = zone(leadUnit == null ? data.path(TaskForm.LEAD).asString("") : leadUnit);
        var deadline = deadline(form, zone, data, mistakes);
        return new Read(data, mistakes, deadline, zone);
    }

    private void text(String field, TaskForm form, ObjectNode data, Map<String, String> mistakes) {
        var value = form.value(field);
        var text = field.equals("title") ? value.lines().map(Blank::strip).collect(Collectors.joining(" ")) : value;
        var longest = LONGEST.getOrDefault(field, 0);
        if (text.isEmpty()) {
            if (field.equals("title")) {
                mistakes.put(field, words.say("write.missing"));
            }
        } else if (text.length() > longest) {
            mistakes.put(field, words.say("write.long", longest));
        } else if (field.equals("url") && !text.matches("https?://[^\\s<>\"]+")) {
            mistakes.put(field, words.say("write.url"));
        } else {
            data.put(field, text);
        }
    }

    private void points(String value, ObjectNode data, Map<String, String> mistakes) {
        if (value.isEmpty()) {
            return;
        }
        try {
            var points = new BigDecimal(value.replace('．', '.'));
            if (points.signum() >= 0 && points.compareTo(MOST_POINTS) <= 0 && points.scale() <= 10) {
                data.put("points", points);
                return;
            }
        } catch (NumberFormatException e) {
            // Said below, like a number that is out of bounds.
        }
        mistakes.put("points", words.say("write.points"));
    }

    private void choice(String field, TaskForm form, Set<String> known, ObjectNode data, Map<String, String> mistakes) {
        var value = form.value(field);
        if (known.contains(value)) {
            data.put(field, value);
        } else if (!value.isEmpty()) {
            mistakes.put(field, words.say("write.choice", value));
        }
    }

    private static Set<String> names() {
        return Set.of(Urgency.NORMAL.name(), Urgency.URGENT.name(), Urgency.EXTRA_URGENT.name());
    }

    private void lead(String typed, ObjectNode data, Map<String, String> mistakes) {
        if (typed.isEmpty()) {
            mistakes.put(TaskForm.LEAD, words.say("write.missing"));
            return;
        }
        var found = new TypedUnits(words, seen).one(typed);
        found.mistake().ifPresent(mistake -> mistakes.put(TaskForm.LEAD, mistake));
        found.codes().forEach(code -> data.put(TaskForm.LEAD, code));
    }

    private void assisting(String typed, ObjectNode data, Map<String, String> mistakes) {
        var found = new TypedUnits(words, seen).several(typed);
        found.mistake().ifPresent(mistake -> mistakes.put(TaskForm.ASSISTING, mistake));
        if (found.codes().contains(data.path(TaskForm.LEAD).asString(""))) {
            mistakes.put(TaskForm.ASSISTING, words.say("write.lead-helps"));
        } else if (!found.codes().isEmpty()) {
            found.codes().forEach(data.putArray(TaskForm.ASSISTING)::add);
        }
    }

    private @Nullable Meant deadline(TaskForm form, ZoneId zone, ObjectNode data, Map<String, String> mistakes) {
        var typed = form.value(TaskForm.DEADLINE);
        if (typed.isEmpty()) {
            mistakes.put(TaskForm.DEADLINE, words.say("write.missing"));
            return null;
        }
        var policy = data.path(TaskForm.POLICY).asString(USUAL_POLICY);
        var meant = new DeadlineWords(now.atZone(zone).toLocalDate(), calendar(policy)).read(typed);
        meant.ifPresentOrElse(
                found -> data.put(TaskForm.DEADLINE, written(found, zone)),
                () -> mistakes.put(TaskForm.DEADLINE, words.say("write.deadline", typed)));
        return meant.orElse(null);
    }

    WorkCalendar calendar(String policy) {
        return rules.policies()
                .policy(policy)
                .flatMap(followed -> rules.calendars().find(followed.calendar()))
                .orElseGet(() -> WorkCalendar.weekendsOnly("none"));
    }

    private ZoneId zone(String unit) {
        return seen.unit(unit)
                .or(() -> seen.units().stream().min((one, other) -> one.code().compareTo(other.code())))
                .map(Unit::zone)
                .orElse(ZoneOffset.UTC);
    }

    /** As the event has it. */
    private static String written(Meant meant, ZoneId zone) {
        return meant.time() == null
                ? meant.day().toString()
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        meant.day().atTime(meant.time()).atZone(zone));
    }

    /** As it can be typed, so that it means the same tomorrow. */
    static String typed(Meant meant) {
        return meant.time() == null ? meant.day().toString() : meant.day() + " " + meant.time();
    }

    /** A deadline of a task as it can be typed. */
    static String typed(LocalDate day, @Nullable Instant at, ZoneId zone) {
        return at == null
                ? day.toString()
                : typed(new Meant(
                        at.atZone(zone).toLocalDate(),
                        at.atZone(zone).toLocalTime().withSecond(0).withNano(0),
                        false));
    }

    /** The day with its weekday, and what is to be known about it. */
    List<String> said(Read read) {
        var meant = read.deadline();
        if (meant == null) {
            return List.of();
        }
        var said = new ArrayList<String>();
        said.add(
                meant.time() == null
                        ? words.day(meant.day())
                        : words.time(meant.day().atTime(meant.time()).atZone(read.zone())));
        var calendar = calendar(read.data().path(TaskForm.POLICY).asString(USUAL_POLICY));
        if (!calendar.isWorkingDay(meant.day())) {
            said.add(calendar.named(meant.day())
                    .map(day -> words.say("deadline.holiday", day.name(words.locale())))
                    .orElseGet(() -> words.say("deadline.day-off")));
        }
        if (meant.day().isBefore(now.atZone(read.zone()).toLocalDate())) {
            said.add(words.say("deadline.past"));
        }
        if (!calendar.confirmed(meant.day().getYear())) {
            said.add(
                    words.say("deadline.unconfirmed", String.valueOf(meant.day().getYear())));
        }
        return said;
    }
}
