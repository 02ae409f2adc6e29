package org.duban.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.duban.ConditionalOnRole;
import org.duban.Role;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.intake.TaskEventDoor;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes task events in over HTTP and writes them to the topic that everyone else writes to. */
@RestController
@ConditionalOnRole(Role.DESK)
@Tag(name = "Task events", description = "The one way in: what happened to tasks")
final class TaskEventsController {

    private static final String ONE = """
            {"specversion": "1.0", "id": "a-1", "source": "/city/list-2026", "type": "duban.task.assigned",
             "subject": "gz-2026-0147", "time": "2026-11-23T01:00:00Z",
             "data": {"title": "走访慰问优抚对象", "leadUnit": "gyangze-education", "deadline": "2026-12-31"}}
            """;
    private static final String PROBLEM = """
            {"title": "Events refused", "status": 400, "detail": "1 of 2 events is wrong; none was taken",
             "errors": [{"index": 1, "id": "a-2", "detail": "data.deadline: is missing; write a date"}]}
            """;

    /** More would be a text that nobody reads. */
    private static final int MOST_ERRORS = 1_000;

    private final TaskEventDoor door;
    private final AuditTrail audit;
    private final JsonMapper json;

    TaskEventsController(TaskEventDoor door, AuditTrail audit, JsonMapper json) {
        this.door = door;
        this.audit = audit;
        this.json = json;
    }

    /**
     * Events that Kafka has.
     *
     * @param ids their CloudEvents ids, in the order of the request
     */
    record Taken(List<String> ids) {}

    /** What is wrong with one event of a request. */
    record WrongEvent(int index, String id, String detail) {}

    @PostMapping(path = "/api/v1/task-events")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Write one task event or a batch",
            description =
                    "Answers once Kafka has them all; what the ledger does with them shows at the task, or among the "
                            + "refusals. The same source and id may be sent again: harmless. Binary mode (ce- headers) works, too.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = "application/cloudevents+json",
                                        schema = @Schema(type = "object"),
                                        examples = @ExampleObject(name = "assigned", value = ONE)),
                                @Content(
                                        mediaType = "application/cloudevents-batch+json",
                                        array = @ArraySchema(schema = @Schema(type = "object"))),
                                @Content(mediaType = "application/json", schema = @Schema(type = "object"))
                            }))
    @ApiResponse(responseCode = "202", description = "Kafka has them all")
    @ApiResponse(
            responseCode = "400",
            description = "Some are wrong; none was taken",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = ProblemDetail.class),
                            examples = @ExampleObject(PROBLEM)))
    @ApiResponse(responseCode = "413", description = "Larger than 8 MiB", content = @Content)
    @ApiResponse(responseCode = "415", description = "Neither JSON nor CloudEvents as JSON", content = @Content)
    @ApiResponse(responseCode = "503", description = "Kafka did not take them; see Retry-After", content = @Content)
    Taken write(HttpServletRequest request, Principal user) throws IOException {
        var body = CloudEventsOverHttp.read(request);
        var wrong = door.write(body);
        if (!wrong.isEmpty()) {
            throw refused(wrong);
        }
        var events = events(body);
        var ids = events.stream().map(event -> event.path("id").asString("")).toList();
        var tasks = events.stream()
                .map(event -> event.path("subject").asString(""))
                .distinct()
                .toList();
        if (!ids.isEmpty()) {
            audit.write(
                    user.getName(),
                    AuditedAct.EVENTS_WRITTEN,
                    tasks.size() == 1 ? tasks.get(0) : tasks.size() + " tasks",
                    Map.of("ids", ids, "tasks", tasks));
        }
        return new Taken(ids);
    }

    private static ApiProblem refused(List<TaskEventDoor.Objection> wrong) {
        var errors = wrong.stream()
                .limit(MOST_ERRORS)
                .map(one -> new WrongEvent(one.index(), one.eventId(), one.reason()))
                .toList();
        var detail = errors.size() == 1
                ? "none was taken, because of this: " + errors.get(0).detail()
                : "none was taken, because " + wrong.size() + " are wrong: see errors"
                        + (wrong.size() > MOST_ERRORS ? " (the first " + MOST_ERRORS + ")" : "");
        return ApiProblem.badRequest("Events refused", detail).with("errors", errors);
    }

    private List<JsonNode> events(byte[] body) {
        var tree = json.readTree(body);
        var events = new ArrayList<JsonNode>();
        if (tree.isArray()) {
            tree.forEach(events::add);
        } else {
            events.add(tree);
        }
        return events;
    }
}
