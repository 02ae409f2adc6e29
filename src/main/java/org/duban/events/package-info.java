/**
 * What events of tasks and units are on the wire: read, judged by their schemas and written; and the faces through which other
 * rooms write them and ask what became of them. Pure: no Kafka, no database.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"task", "ledger", "directory", "files", "tracing", "reasons"})
package org.duban.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
