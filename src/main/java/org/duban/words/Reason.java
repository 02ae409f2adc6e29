package org.duban.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** The same with another text in a place. */
    public Reason with(int place, String text) {
        var changed = new ArrayList<>(arguments);
        changed.set(place, text);
        return new Reason(code, changed);
    }

    /** In words; a code that has none, as a newer version may have kept it, stands for itself. */
    public String in(Words reasons) {
        return reasons.knows(code) ? reasons.say(code, said(reasons)) : toString();
    }

    /** For logs, such as {@code NO_ADDRESS[gyangze-education]}. */
    @Override
    public String toString() {
        return code + arguments;
    }

    private Object[] said(Words reasons) {
        return arguments.stream()
                .map(argument -> argument instanceof Reason reason ? reason.in(reasons) : argument)
                .toArray();
    }
}
