package org.duban.files;

import java.util.List;

/**
 * A file or setting that an office wrote cannot be used. The message is meant for that reader: one line for each
 * mistake with file, line, field, value and cure. Nothing of the file has been taken over.
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

    /**
     * One mistake.
     *
     * @param file the file as the reader named it
     * @param line counted from 1; 0 where the whole file is meant
     * @param field the path of the field, such as {@code policies.standard.steps[3].before-deadline}; may be empty
     * @param problem what is wrong, with the value in quotes
     * @param cure what to write instead
     */
    public record Mistake(String file, long line, String field, String problem, String cure) {
        @Override
        public String toString() {
            return file
                    + (line > 0 ? ", line " + line : "")
                    + (field.isEmpty() ? "" : ", " + field)
                    + ": " + problem + "; " + cure;
        }
    }
}
