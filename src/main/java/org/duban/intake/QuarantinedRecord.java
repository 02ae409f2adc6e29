package org.duban.intake;

import org.duban.events.RawRecord;
import org.duban.reasons.Reason;

/** A refused record as it stands in the quarantine. */
record QuarantinedRecord(long id, RawRecord record, Reason why) {}
