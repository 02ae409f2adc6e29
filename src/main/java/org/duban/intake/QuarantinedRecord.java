package org.duban.intake;

import org.duban.events.RawRecord;

/** A refused record as it stands in the quarantine. */
record QuarantinedRecord(long id, RawRecord record, String reason) {}
