package org.duban.desk.tasks;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/** Where the pages of tasks are. */
final class TaskAddresses {

    static final String PATH = "/desk/tasks";
    static final String TASK = PATH + "/{id}";
    static final String ACTS = TASK + "/acts";
    static final String AMEND = TASK + "/amend";
    static final String REMIND = TASK + "/remind";
    static final String NEW = PATH + "/new";

    private TaskAddresses() {}

    static String task(String id) {
        return PATH + "/" + UriUtils.encode(id, StandardCharsets.UTF_8);
    }

    static String acts(String id) {
        return task(id) + "/acts";
    }

    static String remind(String id) {
        return task(id) + "/remind";
    }

    static String amend(String id) {
        return task(id) + "/amend";
    }

    /** The page of a task that says what became of an event. */
    static URI sent(String id, String event) {
        return URI.create(task(id) + "?sent=" + UriUtils.encode(event, StandardCharsets.UTF_8));
    }
}
