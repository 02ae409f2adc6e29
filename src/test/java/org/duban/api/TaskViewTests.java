package org.duban.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duban.plan.TaskBuilder.aTask;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TaskViewTests {

    @Test
    void isWrittenFlat() {
        var task = aTask().dueOn("2026-12-31").of("gyangze-education").build();

        JsonNode json = new JsonMapper()
                .valueToTree(TaskView.of(task, Optional.empty(), Instant.parse("2026-12-01T00:00:00Z")));

        assertThat(json.propertyNames())
                .containsExactly(
                        ("id number list title description leadUnit assistingUnits deadline deadlineEnd policy points clause urgency"
                                        + " url amounts status lamp assignedAt receivedBy receivedAt percent progressedAt"
                                        + " submittedAt returnedAt closedAt reopenedAt held holdReason holdUntil"
                                        + " extensionRequested extensionRequestedAt extensionReason extensionRequestedBy"
                                        + " assistingReports earlierDeadlines instructions revision")
                                .split(" "));
    }
}
