package org.duban.ledger;

import java.util.Map;

/** Who answers for how much. */
public interface OpenTasks {

    /** By the codes of units: how many open tasks each leads or assists with; also of units that are there no more. */
    Map<String, Long> byUnit();
}
