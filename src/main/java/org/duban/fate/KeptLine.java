package org.duban.fate;

import java.util.UUID;
import org.duban.content.NoticeLine;

/** A line of a notice as it is kept. */
public record KeptLine(long id, UUID notice, String forUnit, String audience, NoticeLine line) {

    /** The unit that it was for, whoever reads it. */
    public String owedTo(String recipient) {
        return forUnit.isEmpty() ? recipient : forUnit;
    }
}
