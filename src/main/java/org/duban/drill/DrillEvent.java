package org.duban.drill;

import java.time.Instant;
import org.duban.files.CsvTable;
import org.duban.task.TaskEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event of a drill and when the ledger hears of it.
 *
 * @param at when it comes; an event that happened before the drill comes at its start
 * @param row where it was written, for telling its author why it cannot be; null for what the behaviour model does
 */
record DrillEvent(Instant at, TaskEvent event, CsvTable.@Nullable Row row) {}
