package org.duban.directory;

import java.util.List;
import java.util.Optional;

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
        OPEN_TASKS("open task", "open tasks", true, "hand its open tasks over with duban.task.amended"),
        UNITS_BELOW("unit below it", "units below it", true, "give those below it another parent"),
        STAND_INS("stand-in", "stand-ins", true, "end its stand-ins"),
        MEMBERSHIPS("account with a role there", "accounts with a role there", true, "end the roles of its people"),
        FEEDS("calendar feed", "calendar feeds", true, "revoke its calendar feeds"),
        INBOX_MAILS(
                "mail waiting in the inbox", "mails waiting in the inbox", true, "deal with its mails in the inbox"),
        POLICY_STEPS("policy step", "policy steps", false, "let those steps tell another unit");

        private final String one;
        private final String many;
        final boolean hasSuccessor;
        final String cure;

        Kind(String one, String many, boolean hasSuccessor, String cure) {
            this.one = one;
            this.many = many;
            this.hasSuccessor = hasSuccessor;
            this.cure = cure;
        }
    }

    public Dependency {
        first = List.copyOf(first.subList(0, Math.min(MOST_NAMED, first.size())));
    }

    /** What is called so, if anything is. */
    public static Optional<Dependency> of(Kind kind, List<String> all) {
        return all.isEmpty() ? Optional.empty() : Optional.of(new Dependency(kind, all.size(), all));
    }

    @Override
    public String toString() {
        var more = count - first.size();
        return count + " " + (count == 1 ? kind.one : kind.many) + " (" + String.join(", ", first)
                + (more > 0 ? " and " + more + " more" : "") + ")";
    }
}
