package org.duban.files;

import java.util.List;
import java.util.stream.Collectors;
import org.duban.reasons.Reason;
import org.duban.reasons.Wording;

/**
 * A file or setting that an office wrote cannot be used. The message is meant for that reader: one line for each
 * mistake with file, line, field, value and cure, in English; {@link #in} says it in other languages. Nothing of the file has
 * been taken over.
 */
public final class BadInput extends RuntimeException {

    private final transient List<Mistake> mistakes;

    public BadInput(Mistake mistake) {
        this(List.of(mistake));
    }

    /** @throws IllegalArgumentException if there is no mistake to speak of */
    public BadInput(List<Mistake> mistakes) {
        super(String.join("\n", mistakes.stream().map(Mistake::toString).toList()));
        if (mistakes.isEmpty()) {
            throw new IllegalArgumentException("no mistake");
        }
        this.mistakes = List.copyOf(mistakes);
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }

    /** The message in words. */
    public String in(Wording words) {
        return mistakes.stream().map(mistake -> mistake.line(words)).collect(Collectors.joining("\n"));
    }

    /**
     * One mistake.
     *
     * @param file the file as the reader named it
     * @param line counted from 1; 0 where the whole file is meant
     * @param field the path of the field, such as {@code policies.standard.steps[3].before-deadline}; may be empty
     * @param why what is wrong, with the value in quotes, and what to write instead
     */
    public record Mistake(String file, long line, String field, Reason why) {

        /** One that is told in English only. */
        public Mistake(String file, long line, String field, String problem, Object cure) {
            this(file, line, field, FileReason.PLAIN.with(problem, cure));
        }

        /** What is wrong, in English. */
        public String problem() {
            return why.problem(Wording.ENGLISH);
        }

        /** What to write instead, in English. */
        public String cure() {
            return why.cure(Wording.ENGLISH).orElse("");
        }

        Reason told() {
            if (line > 0) {
                var number = String.valueOf(line);
                return field.isEmpty()
                        ? FileReason.MISTAKE_IN_LINE.with(file, number, why)
                        : FileReason.MISTAKE_IN_FIELD_OF_LINE.with(file, number, field, why);
            }
            return field.isEmpty()
                    ? FileReason.MISTAKE_IN_FILE.with(file, why)
                    : FileReason.MISTAKE_IN_FIELD.with(file, field, why);
        }

        /** In words, for programs. */
        public Told in(Wording words) {
            return new Told(
                    file, line, field, why.problem(words), why.cure(words).orElse(""), why.code(), why.arguments());
        }

        /** In words, for people. */
        public String line(Wording words) {
            return told().in(words);
        }

        @Override
        public String toString() {
            return told().english();
        }
    }

    /**
     * A mistake as it is told.
     *
     * @param code what is wrong, in every language the same
     * @param arguments of the code
     */
    public record Told(
            String file, long line, String field, String problem, String cure, String code, List<Object> arguments) {}
}
