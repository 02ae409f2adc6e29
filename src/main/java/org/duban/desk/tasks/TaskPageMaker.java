package org.duban.desk.tasks;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.desk.TaskLines;
import org.duban.desk.tasks.TaskPage.Fact;
import org.duban.desk.tasks.TaskPage.Foretold;
import org.duban.desk.tasks.TaskPage.Happened;
import org.duban.fate.Fate;
import org.duban.plan.Lamp;
import org.duban.task.Task;
import org.duban.timeline.TaskTimeline;
import org.duban.timeline.TaskTimeline.Event;
import org.duban.timeline.TaskTimeline.FallenStep;
import org.duban.timeline.TaskTimeline.NotTold;
import org.duban.timeline.TaskTimeline.StepToCome;
import org.duban.timeline.TimelineRecipient;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds the words for the page of one task. */
record TaskPageMaker(TaskLines lines, Task task, Lamp lamp, TaskTimeline timeline) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What an event may say that its kind does not. */
    private static final List<String> SAID =
            List.of("percent", "deadline", "until", "leader", "text", "reason", "note");

    private static final Set<String> DAYS = Set.of("deadline", "until");

    private record At(Instant at, Happened what) {}

    private Words words() {
        return lines.words();
    }

    TaskPage page(@Nullable Banner banner, ActsView acts, String formToken, String version) {
        var days = lines.daysLeft(task).orElse(null);
        return new TaskPage(
                words(),
                lines.called(task),
                task.matter().title(),
                lamp.name().toLowerCase(Locale.ROOT),
                lines.lamp(lamp),
                days == null ? null : lines.left(days, lamp),
                lines.tone(days, lamp),
                Objects.toString(task.matter().description(), ""),
                task.matter().url(),
                facts(),
                timeline.stepsToCome().stream().map(this::foretold).toList(),
                timeline.nothingToCome(),
                past(),
                banner,
                acts,
                formToken,
                version);
    }

    private List<Fact> facts() {
        var facts = new ArrayList<Fact>();
        add(facts, "status", lines.status(task));
        add(facts, "lead", lines.name(task.leadUnit()));
        if (!task.assistingUnits().isEmpty()) {
            facts.add(new Fact(
                    words().say("task.assisting"),
                    task.assistingUnits().stream().map(lines::name).toList()));
        }
        add(facts, "deadline", lines.deadline(task));
        if (!task.earlierDeadlines().isEmpty()) {
            facts.add(new Fact(
                    words().say("task.earlier"),
                    task.earlierDeadlines().stream().map(this::day).toList()));
        }
        add(facts, "place", lines.place(task));
        add(facts, "urgency", words().say("urgency." + task.matter().urgency()));
        add(
                facts,
                "received",
                task.times().received() == null ? "" : lines.time(task.times().received(), task));
        instruction().ifPresent(facts::add);
        add(facts, "held", held());
        add(facts, "request", request());
        add(facts, "policy", task.supervision().policy());
        return facts;
    }

    private void add(List<Fact> facts, String key, String value) {
        if (!value.isEmpty()) {
            facts.add(new Fact(words().say("task." + key), List.of(value)));
        }
    }

    /** Word for word; below it who wrote it, and when. */
    private Optional<Fact> instruction() {
        return task.instruction().map(last -> {
            var at = lines.time(last.at(), task);
            var given = last.leader() == null ? at : words().say("task.instruction.given", last.leader(), at);
            return new Fact(words().say("task.instruction"), List.of(last.text(), given));
        });
    }

    private String held() {
        var hold = task.hold();
        if (!hold.active(lines.now())) {
            return "";
        }
        var until = hold.until();
        var reason = Objects.toString(hold.reason(), "");
        return until == null ? reason : words().say("task.held.until", reason, lines.time(until, task));
    }

    private String request() {
        var request = task.request();
        return request == null
                ? ""
                : words().say("task.request.text", day(request.deadline()), Objects.toString(request.reason(), ""));
    }

    /** A date or an instant as an event gave it. */
    private String day(String deadline) {
        try {
            return deadline.length() <= 10
                    ? words().day(LocalDate.parse(deadline))
                    : lines.time(OffsetDateTime.parse(deadline).toInstant(), task);
        } catch (DateTimeException e) {
            return deadline;
        }
    }

    private Foretold foretold(StepToCome step) {
        return new Foretold(
                lines.time(step.at(), task),
                step.label(),
                words().say("kind." + step.kind()),
                step.readers().stream().map(this::reader).toList(),
                Stream.of(
                                Optional.ofNullable(step.held()),
                                Optional.ofNullable(step.day().moved()),
                                step.unconfirmed()
                                        ? Optional.of(words().say("task.unconfirmed"))
                                        : Optional.<String>empty())
                        .flatMap(Optional::stream)
                        .reduce((one, other) -> one + " " + other)
                        .orElse(null));
    }

    private String reader(TimelineRecipient reader) {
        return reader(lines, reader);
    }

    /** Who will read it. */
    static String reader(TaskLines lines, TimelineRecipient reader) {
        var words = lines.words();
        if (reader.unreached() != null) {
            return words.say("task.reader.unreached", reader.name(), reader.unreached());
        }
        return reader.instead() == null
                ? reader.name()
                : words.say("task.reader.instead", reader.name(), lines.name(reader.instead()));
    }

    /** All of it in one row, the latest first. */
    private List<Happened> past() {
        var past = new ArrayList<At>();
        timeline.events().forEach(event -> past.add(new At(event.appliedAt(), happened(event))));
        told().forEach(past::add);
        timeline.notTold().forEach(step -> past.add(new At(step.at(), untold(step))));
        past.sort(Comparator.comparing(At::at).reversed());
        return past.stream().map(At::what).toList();
    }

    private Happened happened(Event event) {
        return new Happened(
                event.appliedAt().toString(), lines.time(event.appliedAt(), task), event.what(), "act", said(event));
    }

    private List<String> said(Event event) {
        var data = JSON.readTree(event.data());
        var said = new ArrayList<String>();
        by(data).ifPresent(said::add);
        for (var key : SAID) {
            text(data, key)
                    .map(text -> DAYS.contains(key) ? day(text) : text)
                    .ifPresent(text -> said.add(words().say("said." + key, text)));
        }
        data.path("evidence").forEach(link -> said.add(words().say("said.evidence", link.asString(""))));
        if (!event.time().equals(event.appliedAt())
                && event.time().isBefore(event.appliedAt().minusSeconds(60))) {
            said.add(words().say("said.time", lines.time(event.time(), task)));
        }
        return said;
    }

    private Optional<String> by(JsonNode data) {
        return text(data, "by").map(code -> words().say("said.by", lines.name(code)));
    }

    private static Optional<String> text(JsonNode data, String key) {
        var value = data.path(key);
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asString("")) : Optional.empty();
    }

    /** What was told at an instant by one step stands together, whoever was told. */
    private List<At> told() {
        var together = new LinkedHashMap<String, List<FallenStep>>();
        timeline.steps()
                .forEach(step -> together.computeIfAbsent(
                                step.stepAt() + " " + step.step() + " " + step.revision(), any -> new ArrayList<>())
                        .add(step));
        return together.values().stream()
                .map(steps -> new At(steps.get(0).stepAt(), told(steps)))
                .toList();
    }

    private Happened told(List<FallenStep> steps) {
        var first = steps.get(0);
        var anyTold = steps.stream().anyMatch(step -> step.fate() == Fate.TOLD);
        return new Happened(
                first.stepAt().toString(),
                lines.time(first.stepAt(), task),
                words().say("task.told", words().say("kind." + first.kind()), first.label()),
                anyTold ? "told" : "untold",
                steps.stream().map(this::reader).collect(Collectors.toCollection(ArrayList::new)));
    }

    private String reader(FallenStep step) {
        var who = step.recipient();
        return words().say(
                        "task.reader",
                        who.address().isEmpty() ? who.name() : who.name() + " <" + who.address() + ">",
                        step.why());
    }

    private Happened untold(NotTold step) {
        return new Happened(
                step.at().toString(),
                lines.time(step.at(), task),
                words().say("task.not-told", step.label()),
                "untold",
                List.of(words().say("task.reader", units(step.units()), step.why())));
    }

    private String units(List<String> codes) {
        return codes.stream().map(lines::name).collect(Collectors.joining(words().say("list.separator")));
    }

    /** The page's lamp where the agenda has none. */
    static Lamp lampOf(Task task, @Nullable Lamp kept) {
        return kept != null ? kept : task.open() ? Lamp.GREEN : Lamp.DONE;
    }
}
