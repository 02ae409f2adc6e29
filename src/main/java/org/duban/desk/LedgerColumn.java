package org.duban.desk;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** What the ledger may show of each task beside its lamp and its title, in the order of the page. */
enum LedgerColumn {
    LEAD,
    ASSISTING,
    DEADLINE,
    STATUS,
    URGENCY,
    POLICY,
    ASSIGNED,
    RECEIVED,
    PROGRESSED;

    /** What is shown to whoever has chosen nothing. */
    static final List<LedgerColumn> USUAL = List.of(LEAD, DEADLINE, STATUS);

    /** Those of these names; what nobody knows is none. */
    static List<LedgerColumn> named(Collection<String> names) {
        return Arrays.stream(values())
                .filter(column -> names.stream().anyMatch(column.name()::equalsIgnoreCase))
                .toList();
    }
}
