package org.duban.plan;

import java.util.Locale;
import org.duban.policy.StepLabel;
import org.duban.words.Words;

/**
 * What steps are called where people read of them: as the policy labels them, or else by their names; what follows directly from
 * acts has words of its own.
 *
 * @param words the bundle {@value #BUNDLE} in the reader's language
 * @param reader the reader's language
 */
public record StepNames(Words words, Locale reader) {

    /** The bundle that has words for every step that no policy writes. */
    public static final String BUNDLE = "steps";

    /** What a step of this name and label is called. */
    public String of(String step, StepLabel label) {
        return label.in(reader).orElseGet(() -> words.knows(step) ? words.say(step) : step);
    }
}
