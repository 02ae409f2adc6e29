package org.duban.drill;

import java.util.regex.Pattern;
import org.duban.files.BadInput;
import org.duban.files.CsvTable;

/** Says to the author of a file why the ledger would not apply a row of it. */
final class RefusedRows {

    /** A reason of the ledger: field, problem, and what to do instead. */
    private static final Pattern REASON = Pattern.compile("(?:data\\.)?([^\\s:]+): (.*?)(?:; (.*))?", Pattern.DOTALL);

    private RefusedRows() {}

    static BadInput.Mistake mistake(CsvTable.Row row, String reason) {
        var parts = REASON.matcher(reason);
        if (!parts.matches()) {
            return row.mistake("", reason, "mend the row or take it away");
        }
        var cure = parts.group(3) == null ? "mend the row or take it away" : parts.group(3);
        return row.mistake(parts.group(1), parts.group(2), cure);
    }
}
