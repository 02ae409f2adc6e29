/**
 * What a person asks for that takes a while: an act on many tasks. It is written down with all its items, done a part at a time by
 * whichever node comes first, and gone on with where a node has died; each event has an id that follows from the job and the task, so
 * that nothing happens twice. Whoever asks for it sees how far it is, what was not done and why, and can stop it.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "audit",
            "database",
            "directory",
            "events",
            "fate",
            "files",
            "ledger",
            "notice",
            "plan",
            "process",
            "rulebook",
            "task",
            "words",
            "reasons"
        })
package org.duban.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
