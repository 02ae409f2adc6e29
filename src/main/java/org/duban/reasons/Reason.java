package org.duban.reasons;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Why something is as it is, as it is kept: a code, and what takes the places of its words in whatever language.
 *
 * @param code that of a {@link ReasonCode}, or {@link #TEXT}
 * @param arguments each a text or another reason
 */
public record Reason(String code, List<Object> arguments) {

    /** The bundle that has words for every code. */
    public static final String BUNDLE = "reasons";

    /** The code of what has no code of its own: its argument is shown as it is. */
    public static final String TEXT = "TEXT";

    /** What a key of words ends in that say how to mend what the key without it says. */
    public static final String CURE = ".cure";

    public Reason {
        arguments = arguments.stream().map(Reason::read).toList();
    }

    /** A reason without a code of its own, such as what a person or another program wrote. */
    public static Reason text(String words) {
        return new Reason(TEXT, List.of(words));
    }

    /**
     * A reason as tables keep it: what a version that knew no codes could not say in one, or keeps while this one takes its
     * place, is a text.
     *
     * @param text where it is no code; null where it is
     * @param json the code and its arguments; null where there is no reason
     */
    public static @Nullable Reason kept(@Nullable String text, @Nullable String json) {
        if (text != null) {
            return text(text);
        }
        return json == null ? null : JsonMapper.shared().readValue(json, Reason.class);
    }

    /** A reason within a reason comes out of JSON as a map. */
    private static Object read(Object argument) {
        return argument instanceof Map<?, ?> map
                ? new Reason(String.valueOf(map.get("code")), List.copyOf((List<?>)
                        Objects.requireNonNull(map.get("arguments"))))
                : argument;
    }

    public boolean is(ReasonCode one) {
        return code.equals(one.code());
    }

    /** The text in a place. */
    public String argument(int place) {
        return (String) arguments.get(place);
    }

    /** With the first of some codes for which Duban has words. */
    public static Optional<Reason> firstKnown(List<String> codes, Object... arguments) {
        return codes.stream()
                .filter(Wording.ENGLISH::knows)
                .findFirst()
                .map(code -> new Reason(code, List.of(arguments)));
    }

    /** The same with another text in a place. */
    public Reason with(int place, String text) {
        var changed = new ArrayList<>(arguments);
        changed.set(place, text);
        return new Reason(code, changed);
    }

    /**
     * In words, with the cure where there is one; a code that has none, as a newer version may have kept it, stands for
     * itself.
     */
    public String in(Wording reasons) {
        if (inField()) {
            return reasons.say(code, field(), inner().in(reasons));
        }
        return mended(reasons)
                .map(cure -> reasons.say("cured", problem(reasons), cure))
                .orElseGet(() -> problem(reasons));
    }

    /** What is wrong, without its field and its cure. */
    public String problem(Wording reasons) {
        if (inField()) {
            return inner().problem(reasons);
        }
        return reasons.knows(code) ? reasons.say(code, said(reasons)) : toString();
    }

    /** What to do about it; empty if its words say nothing of that. */
    public Optional<String> cure(Wording reasons) {
        return inField() ? inner().cure(reasons) : mended(reasons);
    }

    private Optional<String> mended(Wording reasons) {
        return reasons.knows(code + CURE) ? Optional.of(reasons.say(code + CURE, said(reasons))) : Optional.empty();
    }

    /** In the English that comes with Duban: for logs, exceptions, and programs that ask for no language. */
    public String english() {
        return in(Wording.ENGLISH);
    }

    /** That it is so in a field. */
    public Reason at(String field) {
        return field.isEmpty() ? this : ReasonFrame.FIELD.with(field, this);
    }

    /** The path of the field that is to blame; empty if none is. */
    public String field() {
        return inField() ? argument(0) : "";
    }

    /** What is wrong in its field, or itself if none is to blame. */
    public Reason bare() {
        return inField() ? inner() : this;
    }

    /** One after the other, each a sentence of its own. */
    public static Reason all(List<Reason> reasons) {
        return joined(ReasonFrame.AND_THEN, reasons);
    }

    /** Those that {@link #all} has put one after the other; itself alone if it is one. */
    public List<Reason> each() {
        return is(ReasonFrame.AND_THEN)
                ? Stream.concat(((Reason) arguments.get(0)).each().stream(), Stream.of((Reason) arguments.get(1)))
                        .toList()
                : List.of(this);
    }

    /** The first of {@link #each()}: where one only can be shown beside its field. */
    public Reason first() {
        return each().get(0);
    }

    /**
     * Values in quotes, as a list.
     *
     * @param most so many are named, and of the others the number
     */
    public static Reason listed(List<String> values, int most) {
        var named = joined(
                ReasonFrame.LISTED,
                values.stream().limit(most).map(ReasonFrame.QUOTED::with).toList());
        return values.size() > most
                ? ReasonFrame.LISTED_AND_MORE.with(named, String.valueOf(values.size() - most))
                : named;
    }

    private static Reason joined(ReasonCode pair, List<Reason> reasons) {
        return reasons.stream()
                .reduce((one, other) -> pair.with(one, other))
                .orElseThrow(() -> new IllegalArgumentException("no reason"));
    }

    private boolean inField() {
        return is(ReasonFrame.FIELD);
    }

    private Reason inner() {
        return (Reason) arguments.get(1);
    }

    /** For logs, such as {@code NO_ADDRESS[gyangze-education]}. */
    @Override
    public String toString() {
        return code + arguments;
    }

    private Object[] said(Wording reasons) {
        return arguments.stream()
                .map(argument -> argument instanceof Reason reason ? reason.in(reasons) : argument)
                .toArray();
    }
}
