package org.duban.desk.jobs;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/** Where the pages of jobs are. */
final class JobAddresses {

    static final String PATH = "/desk/jobs";
    static final String NEW = PATH + "/new";
    static final String JOB = PATH + "/{id}";
    static final String STOP = JOB + "/stop";

    private JobAddresses() {}

    static URI job(UUID id) {
        return URI.create(PATH + "/" + id);
    }

    /** Empty for what is no id. */
    static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equals(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
