package org.duban.intake;

/** A refused record as it stands in the quarantine. */
record KeptRecord(long id, RawRecord record, String reason) {}
