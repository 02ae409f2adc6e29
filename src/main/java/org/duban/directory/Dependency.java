package org.duban.directory;

import java.util.List;
import java.util.Optional;
import org.duban.reasons.Reason;

/**
 * Something that would be left without its unit.
 *
 * @param count how many there are
 * @param first what some of them are called, the first ones
 */
public record Dependency(Kind kind, long count, List<String> first) {

    /** So many are worth naming. */
    public static final int MOST_NAMED = 5;

    /** What may hang on a unit, and how it is taken off. */
    public enum Kind {
        OPEN_TASKS(true),
        UNITS_BELOW(true),
        STAND_INS(true),
        MEMBERSHIPS(true),
        FEEDS(true),
        INBOX_MAILS(true),
        POLICY_STEPS(false);

        final boolean hasSuccessor;

        Kind(boolean hasSuccessor) {
            this.hasSuccessor = hasSuccessor;
        }

        /** How it is taken off. */
        Reason off() {
            return DependencyName.valueOf(name() + "_OFF").with();
        }

        Reason called(long count) {
            return DependencyName.valueOf(name() + (count == 1 ? "_ONE" : "_MANY"))
                    .with();
        }
    }

    public Dependency {
        first = List.copyOf(first.subList(0, Math.min(MOST_NAMED, first.size())));
    }

    /** What is called so, if anything is. */
    public static Optional<Dependency> of(Kind kind, List<String> all) {
        return all.isEmpty() ? Optional.empty() : Optional.of(new Dependency(kind, all.size(), all));
    }

    Reason told() {
        var more = count - first.size();
        var named = String.join(", ", first);
        return more > 0
                ? HangingReason.HANGING_AND_MORE.with(
                        String.valueOf(count), kind.called(count), named, String.valueOf(more))
                : HangingReason.HANGING.with(String.valueOf(count), kind.called(count), named);
    }

    @Override
    public String toString() {
        return told().english();
    }
}
