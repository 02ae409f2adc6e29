package org.duban.files;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects the mistakes of a file, so that its author hears of all of them at once; for one thread. */
public final class Mistakes {

    private final List<BadInput.Mistake> found = new ArrayList<>();

    public void add(BadInput.Mistake mistake) {
        found.add(mistake);
    }

    /** What the reading gives; empty, and its mistakes kept, if it ends in {@link BadInput}. */
    public <T> Optional<T> reading(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (BadInput e) {
            found.addAll(e.mistakes());
            return Optional.empty();
        }
    }

    /** Runs a check and keeps the mistakes if it ends in {@link BadInput}. */
    public void checking(Runnable check) {
        try {
            check.run();
        } catch (BadInput e) {
            found.addAll(e.mistakes());
        }
    }

    public boolean none() {
        return found.isEmpty();
    }

    /** @throws BadInput with all mistakes, those of a line together, if there are any */
    public void throwByLine() {
        found.sort(Comparator.comparingLong(BadInput.Mistake::line));
        throwIfAny();
    }

    /** @throws BadInput with all mistakes, if there are any */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new BadInput(found);
        }
    }
}
