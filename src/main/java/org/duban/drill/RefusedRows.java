package org.duban.drill;

import org.duban.files.BadInput;
import org.duban.files.CsvTable;
import org.duban.reasons.Reason;

/** Says to the author of a file why the ledger would not apply a row of it. */
final class RefusedRows {

    private RefusedRows() {}

    static BadInput.Mistake mistake(CsvTable.Row row, Reason reason) {
        return row.mistake(reason.field().replaceFirst("^data\\.", ""), reason.bare());
    }
}
