package org.duban.process;

import java.util.List;

/** Settings by names that Duban does not have; the message is meant for the person who starts it. */
final class UnknownSettings extends RuntimeException {

    /** @param each name, where it stands, and what was probably meant */
    UnknownSettings(List<String> each) {
        super("Duban has no setting of " + (each.size() == 1 ? "this name" : "these names") + ":\n\n    "
                + String.join("\n    ", each));
    }
}
