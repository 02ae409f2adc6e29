package org.duban.policy;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.duban.files.InputFile;
import org.duban.files.Mistakes;
import org.duban.files.NameSuggestions;
import org.duban.files.YamlNode;
import org.duban.task.Urgency;

/** Reads the YAML file of policies: all of them, or every mistake in it. */
public final class PolicyFile {

    /** In any script: an office may name policies and steps in its own words, in Tibetan with dots between the syllables. */
    static final Pattern NAME = Pattern.compile("[\\p{L}\\p{Nd}][\\p{L}\\p{M}\\p{Nd}._\\u0F0B-]{0,63}");

    private static final List<String> FIELDS = List.of(
            "calendar", "tell-at", "near-due", "starts-at", "behind-by", "tell-closure", "tell-changes", "steps");
    private static final String CALENDAR = "cn";
    private static final LocalTime TELL_AT = LocalTime.of(9, 30);
    private static final Amount NEAR_DUE = new Amount.WorkingDays(3);

    private final Set<String> calendars;
    private final StepParser stepReader;

    private PolicyFile(Set<String> calendars, StepParser stepReader) {
        this.calendars = calendars;
        this.stepReader = stepReader;
    }

    /**
     * The policies of a file, in its order.
     *
     * @param calendars the names of the calendars that there are
     * @param units the codes of the units that there are
     * @throws org.duban.files.BadInput with what is wrong with the file
     */
    public static Policies read(InputFile file, Collection<String> calendars, Collection<String> units) {
        var reader = new PolicyFile(new TreeSet<>(calendars), new StepParser(new TreeSet<>(units)));
        return reader.policies(YamlNode.read(file));
    }

    /**
     * The policies of a file that was read before, whatever units there are by now.
     *
     * @param calendars the names of the calendars that there are
     * @throws org.duban.files.BadInput with what is wrong with the file
     */
    public static Policies readAgain(InputFile file, Collection<String> calendars) {
        return new PolicyFile(new TreeSet<>(calendars), new StepParser(null)).policies(YamlNode.read(file));
    }

    private Policies policies(YamlNode root) {
        root.allow(List.of("policies"));
        var field = root.required("policies");
        var policies = new ArrayList<Policy>();
        var mistakes = new Mistakes();
        field.fields()
                .forEach((name, node) ->
                        mistakes.reading(() -> policy(name, node)).ifPresent(policies::add));
        mistakes.throwIfAny();
        if (policies.isEmpty()) {
            throw field.error(PolicyReason.NO_POLICY.with());
        }
        return Policies.of(policies);
    }

    private Policy policy(String name, YamlNode node) {
        if (!NAME.matcher(name).matches()) {
            throw node.error(PolicyReason.NO_POLICY_NAME.with(name));
        }
        node.allow(FIELDS);
        var mistakes = new Mistakes();
        var calendar = mistakes.reading(() -> calendar(node));
        var tellAt = mistakes.reading(
                () -> node.optional("tell-at").map(YamlNode::time).orElse(TELL_AT));
        var nearDue = mistakes.reading(
                () -> node.optional("near-due").map(StepParser::amount).orElse(NEAR_DUE));
        var startsAt = mistakes.reading(
                () -> node.optional("starts-at").map(PolicyFile::startsAt).orElse(Map.of()));
        var behindBy = mistakes.reading(() ->
                node.optional("behind-by").map(field -> field.integer(1, 100)).orElse(Policy.USUALLY_BEHIND_BY));
        var tellClosure = mistakes.reading(
                () -> node.optional("tell-closure").map(stepReader::audiences).orElse(List.of()));
        var tellChanges = mistakes.reading(
                () -> node.optional("tell-changes").map(YamlNode::bool).orElse(true));
        var steps = mistakes.reading(() -> steps(node.required("steps")));
        mistakes.throwIfAny();
        return new Policy(
                name,
                calendar.orElseThrow(),
                tellAt.orElseThrow(),
                nearDue.orElseThrow(),
                startsAt.orElseThrow(),
                behindBy.orElseThrow(),
                tellClosure.orElseThrow(),
                tellChanges.orElseThrow(),
                steps.orElseThrow());
    }

    private static Map<Urgency, NoticeLevel> startsAt(YamlNode node) {
        node.allow(Arrays.stream(Urgency.values()).map(Urgency::name).toList());
        var levels = new EnumMap<Urgency, NoticeLevel>(Urgency.class);
        var mistakes = new Mistakes();
        node.fields()
                .forEach((urgency, field) -> mistakes.reading(
                                () -> StepParser.one(StepParser.LEVELS, PolicyReason.NO_LEVEL, field))
                        .ifPresent(level -> levels.put(Urgency.valueOf(urgency), level)));
        mistakes.throwIfAny();
        return levels;
    }

    private String calendar(YamlNode node) {
        var field = node.optional("calendar");
        var name = field.map(YamlNode::text).orElse(CALENDAR);
        if (!calendars.contains(name)) {
            throw field.orElse(node)
                    .error(PolicyReason.POLICY_CALENDAR_UNKNOWN.with(
                            name, new NameSuggestions(calendars).cureFor(name)));
        }
        return name;
    }

    private List<Step> steps(YamlNode list) {
        var steps = new ArrayList<Step>();
        var names = new HashSet<String>();
        var mistakes = new Mistakes();
        for (var item : list.items()) {
            mistakes.reading(() -> stepReader.step(item)).ifPresent(step -> {
                steps.add(step);
                if (!names.add(step.name())) {
                    mistakes.add(item.required("name").mistake(PolicyReason.STEP_TWICE.with(step.name())));
                }
            });
        }
        mistakes.throwIfAny();
        if (steps.isEmpty()) {
            throw list.error(PolicyReason.NO_STEP.with());
        }
        return steps;
    }
}
