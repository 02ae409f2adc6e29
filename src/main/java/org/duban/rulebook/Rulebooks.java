package org.duban.rulebook;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rulebook (督办规则) that all nodes share, and its earlier versions: PostgreSQL keeps them, files and users change them. */
public interface Rulebooks {

    /**
     * Every version up to the one in force. Cheap: at most once a second a tiny query, and nothing is read while nothing
     * has changed; so another node's change is seen a second late.
     */
    RuleHistory history();

    /** The version in force. */
    default Rulebook current() {
        return history().current();
    }

    /**
     * Reads texts that are to come into force.
     *
     * @throws org.duban.files.BadInput with everything that is wrong with them, also if a policy that open tasks follow
     *     would vanish
     */
    Rulebook draft(RuleTexts texts);

    /**
     * Puts texts in force as the version after another one, and audits it. Joins the caller's transaction.
     *
     * @param base the version that they were made from
     * @param user who applies them
     * @param files if they come from {@link #reloaded} files: what those said; else null
     * @return the new version; empty, and nothing changed, if {@code base} is not the newest any more
     * @throws org.duban.files.BadInput with everything that is wrong with them by now
     */
    Optional<Rulebook> apply(RuleTexts texts, long base, String user, @Nullable String files);

    /**
     * The texts in force with all that the files of this process say now.
     *
     * @throws org.duban.files.BadInput if a file cannot be read
     */
    Reloaded reloaded();

    /**
     * What files say.
     *
     * @param texts the texts in force with all that the files say
     * @param files a note of what the files said: they are not new any more once it is applied
     */
    record Reloaded(RuleTexts texts, String files) {}
}
