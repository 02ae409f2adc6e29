package org.duban.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.duban.files.Blank;
import org.duban.files.Mistakes;
import org.duban.files.NameSuggestions;
import org.duban.files.YamlNode;
import org.duban.policy.Step.Anchor;
import org.duban.policy.Step.Condition;
import org.jspecify.annotations.Nullable;

/** Reads one step of a policy from its place in the file. */
final class StepParser {

    private static final Map<String, Anchor> ANCHORS = ordered(
            Map.entry("on", Anchor.ASSIGNMENT),
            Map.entry("after-assignment", Anchor.AFTER_ASSIGNMENT),
            Map.entry("before-deadline", Anchor.BEFORE_DEADLINE),
            Map.entry("after-deadline", Anchor.AFTER_DEADLINE),
            Map.entry("after-progress", Anchor.AFTER_PROGRESS),
            Map.entry("after-submission", Anchor.AFTER_SUBMISSION),
            Map.entry("after-extension-request", Anchor.AFTER_EXTENSION_REQUEST));
    private static final Map<String, Condition> CONDITIONS = ordered(
            Map.entry("unreceived", Condition.UNRECEIVED),
            Map.entry("in-progress", Condition.IN_PROGRESS),
            Map.entry("behind", Condition.BEHIND));
    static final Map<String, NoticeLevel> LEVELS = ordered(
            Map.entry("blue", NoticeLevel.BLUE),
            Map.entry("yellow", NoticeLevel.YELLOW),
            Map.entry("red", NoticeLevel.RED));
    private static final Map<String, Audience> AUDIENCES = ordered(
            Map.entry("lead", new Audience.Lead()),
            Map.entry("assisting", new Audience.Assisting()),
            Map.entry("office", new Audience.Office()),
            Map.entry("higher-office", new Audience.HigherOffice()),
            Map.entry("leader", new Audience.Leader()));
    private static final String UNIT = "unit:";
    /** Nobody can act in less; each task would fill its readers' mailboxes. */
    private static final Duration LEAST_EVERY = Duration.ofMinutes(10);

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?");
    private static final int LONGEST_LABEL = 60;
    private static final List<String> FIELDS = Stream.of(
                    Stream.of("name", "label"),
                    ANCHORS.keySet().stream(),
                    Stream.of("every", "while", "tell", "level", "office-hours"))
            .flatMap(names -> names)
            .toList();

    private final @Nullable Set<String> units;

    /** @param units the codes of the units that there are; null if any may be named */
    StepParser(@Nullable Set<String> units) {
        this.units = units;
    }

    /** From when and how far a step counts. */
    private record Timing(
            Anchor anchor, Amount amount, @Nullable Amount every) {}

    /** @throws org.duban.files.BadInput with what is wrong with the step */
    Step step(YamlNode node) {
        node.allow(FIELDS);
        var mistakes = new Mistakes();
        var name = mistakes.reading(() -> name(node.required("name")));
        var label = mistakes.reading(
                () -> node.optional("label").map(StepParser::label).orElse(StepLabel.NONE));
        var timing = mistakes.reading(() -> timing(node));
        var condition = mistakes.reading(() -> oneOf(CONDITIONS, PolicyReason.NO_CONDITION, node.optional("while")));
        var tell = mistakes.reading(() -> tell(node.required("tell")));
        var level = mistakes.reading(() -> oneOf(LEVELS, PolicyReason.NO_LEVEL, node.optional("level")));
        var officeHours = mistakes.reading(
                () -> node.optional("office-hours").map(YamlNode::bool).orElse(false));
        mistakes.throwIfAny();
        var when = timing.orElseThrow();
        checkUndecided(node, name.orElseThrow(), when.anchor());
        checkBehind(node, condition.orElseThrow().orElse(Condition.ALWAYS), when.anchor());
        return new Step(
                name.orElseThrow(),
                when.anchor(),
                when.amount(),
                when.every(),
                condition.orElseThrow().orElse(Condition.ALWAYS),
                tell.orElseThrow(),
                level.orElseThrow().orElseGet(() -> usualLevel(when.anchor())),
                officeHours.orElseThrow(),
                label.orElseThrow());
    }

    private static StepLabel label(YamlNode node) {
        var texts = new LinkedHashMap<String, String>();
        var mistakes = new Mistakes();
        node.fields()
                .forEach((language, field) ->
                        mistakes.reading(() -> labelIn(language, field)).ifPresent(text -> texts.put(language, text)));
        mistakes.throwIfAny();
        if (texts.isEmpty()) {
            throw node.error(PolicyReason.LABEL_EMPTY.with("{zh-CN: 交办, en: Assignment}"));
        }
        return new StepLabel(texts);
    }

    private static String labelIn(String language, YamlNode field) {
        if (!LANGUAGE.matcher(language).matches()) {
            throw field.error(PolicyReason.LABEL_NO_LANGUAGE.with(language));
        }
        var text = field.text();
        if (text.codePointCount(0, text.length()) > LONGEST_LABEL
                || text.codePoints().anyMatch(Character::isISOControl)) {
            throw field.error(PolicyReason.NO_LABEL.with(field.said(), String.valueOf(LONGEST_LABEL)));
        }
        return text;
    }

    private String name(YamlNode field) {
        var name = field.text();
        if (!PolicyFile.NAME.matcher(name).matches()) {
            throw field.error(PolicyReason.NO_STEP_NAME.with(field.said()));
        }
        // Who had given a step such a name before it was taken is still read.
        var known = units == null && (ActSteps.CHANGES.contains(name) || name.equals(ActSteps.INSTRUCTED));
        if (ActSteps.ACTS.contains(name) && !known) {
            throw field.error(PolicyReason.STEP_NAME_TAKEN.with(name));
        }
        return name;
    }

    private static void checkUndecided(YamlNode node, String name, Anchor anchor) {
        if (name.equals(Policy.UNDECIDED.name()) && anchor != Anchor.AFTER_EXTENSION_REQUEST) {
            throw node.required("name").error(PolicyReason.STEP_UNDECIDED.with());
        }
    }

    private static void checkBehind(YamlNode node, Condition condition, Anchor anchor) {
        if (condition == Condition.BEHIND && anchor.ofSubmission()) {
            throw node.required("while").error(PolicyReason.STEP_BEHIND.with());
        }
    }

    private Timing timing(YamlNode node) {
        var found = ANCHORS.keySet().stream()
                .filter(field -> node.optional(field).isPresent())
                .toList();
        if (found.isEmpty()) {
            throw node.error(PolicyReason.STEP_WITHOUT_TIME.with(String.join(", ", ANCHORS.keySet())));
        }
        if (found.size() > 1) {
            throw node.error(PolicyReason.STEP_OF_MANY_TIMES.with(found.stream()
                    .<Object>map(name -> name)
                    .reduce(PolicyReason.AND_FROM::with)
                    .orElseThrow()));
        }
        var field = node.required(found.get(0));
        var counted = Objects.requireNonNull(ANCHORS.get(found.get(0)));
        var anchor = counted.atOnce() ? act(field) : counted;
        var amount = anchor.atOnce() ? new Amount.Exact(Duration.ZERO) : amount(field);
        return new Timing(
                anchor,
                amount,
                node.optional("every").map(every -> every(every, anchor)).orElse(null));
    }

    private static Anchor act(YamlNode field) {
        return switch (field.text()) {
            case "assignment" -> Anchor.ASSIGNMENT;
            case "submission" -> Anchor.SUBMISSION;
            default -> throw field.error(PolicyReason.NO_ACT.with(field.said()));
        };
    }

    static Amount amount(YamlNode field) {
        try {
            return Amount.parse(field.text());
        } catch (IllegalArgumentException e) {
            throw field.error(PolicyReason.STEP_NO_AMOUNT.with(field.said()));
        }
    }

    private Amount every(YamlNode field, Anchor anchor) {
        if (anchor.atOnce() || anchor == Anchor.BEFORE_DEADLINE) {
            throw field.error(PolicyReason.STEP_NOT_REPEATED.with());
        }
        var every = amount(field);
        if (every.equals(new Amount.WorkingDays(0))
                || every.equals(new Amount.CalendarDays(0))
                || every.equals(new Amount.Exact(Duration.ZERO))) {
            throw field.error(PolicyReason.STEP_WITHOUT_END.with());
        }
        // Policies from before there was a least one are still read.
        if (units != null
                && every instanceof Amount.Exact exact
                && exact.duration().compareTo(LEAST_EVERY) < 0) {
            throw field.error(PolicyReason.STEP_TOO_OFTEN.with(field.said(), LEAST_EVERY.toString()));
        }
        return every;
    }

    private List<Audience> tell(YamlNode list) {
        var tell = audiences(list);
        if (tell.isEmpty()) {
            throw list.error(PolicyReason.STEP_TELLS_NOBODY.with());
        }
        return tell;
    }

    /** @throws org.duban.files.BadInput with what is wrong with the list */
    List<Audience> audiences(YamlNode list) {
        var tell = new ArrayList<Audience>();
        var mistakes = new Mistakes();
        for (var item : list.items()) {
            mistakes.reading(() -> audience(item)).ifPresent(audience -> {
                if (tell.contains(audience)) {
                    mistakes.add(item.mistake(PolicyReason.AUDIENCE_TWICE.with(item.said())));
                }
                tell.add(audience);
            });
        }
        mistakes.throwIfAny();
        return tell;
    }

    private Audience audience(YamlNode item) {
        var text = item.text();
        if (!text.startsWith(UNIT)) {
            return one(AUDIENCES, PolicyReason.NO_SUCH_AUDIENCE, item);
        }
        var code = Blank.strip(text.substring(UNIT.length()));
        if (units != null && !units.contains(code)) {
            throw item.error(PolicyReason.POLICY_UNIT_UNKNOWN.with(code, new NameSuggestions(units).cureFor(code)));
        }
        return new Audience.Named(code);
    }

    private static NoticeLevel usualLevel(Anchor anchor) {
        return switch (anchor) {
            case ASSIGNMENT, SUBMISSION, BEFORE_DEADLINE -> NoticeLevel.BLUE;
            case AFTER_ASSIGNMENT, AFTER_PROGRESS, AFTER_SUBMISSION, AFTER_EXTENSION_REQUEST -> NoticeLevel.YELLOW;
            case AFTER_DEADLINE -> NoticeLevel.RED;
        };
    }

    private static <T> Optional<T> oneOf(Map<String, T> known, PolicyReason what, Optional<YamlNode> field) {
        return field.map(value -> one(known, what, value));
    }

    static <T> T one(Map<String, T> known, PolicyReason what, YamlNode field) {
        var value = known.get(field.text());
        if (value == null) {
            throw field.error(what.with(field.said(), new NameSuggestions(known.keySet()).cureFor(field.text())));
        }
        return value;
    }

    @SafeVarargs
    private static <T> Map<String, T> ordered(Map.Entry<String, ? extends T>... entries) {
        var map = new LinkedHashMap<String, T>();
        for (var entry : entries) {
            map.put(entry.getKey(), entry.getValue());
        }
        return map;
    }
}
