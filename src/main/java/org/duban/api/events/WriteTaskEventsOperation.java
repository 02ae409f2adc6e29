package org.duban.api.events;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.duban.rest.PreferHeader;
import org.springframework.http.ProblemDetail;

/** What the OpenAPI document says of writing task events. */
@Operation(
        summary = "Write one task event or a batch",
        description = "Each event is checked as the intake will check it, also against the ledger where it is certain; "
                + "if one is wrong, none is taken. Then they are written to Kafka. With `Prefer: wait=N` (seconds, at most "
                + "30) the answer waits for what the ledger does with each; without it, outcomes are `PENDING`, and the "
                + "status of an event tells later. An event about a task that is not known (yet) is taken and waits. The "
                + "same event of a source and id may be sent again: harmless. Binary mode (ce- headers) works, too.",
        parameters =
                @Parameter(
                        name = PreferHeader.PREFER,
                        in = ParameterIn.HEADER,
                        description = "wait=N: answer when each outcome is known, or after N seconds",
                        example = "wait=5",
                        schema = @Schema(type = "string")),
        requestBody =
                @RequestBody(
                        required = true,
                        content = {
                            @Content(
                                    mediaType = "application/cloudevents+json",
                                    schema = @Schema(type = "object"),
                                    examples = @ExampleObject(name = "assigned", value = WriteTaskEventsOperation.ONE)),
                            @Content(
                                    mediaType = "application/cloudevents-batch+json",
                                    array = @ArraySchema(schema = @Schema(type = "object"))),
                            @Content(mediaType = "application/json", schema = @Schema(type = "object"))
                        }))
@ApiResponse(
        responseCode = "200",
        description = "Kafka has them all, and each has its outcome; only with Prefer: wait",
        content =
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(implementation = TaskEventsController.Taken.class),
                        examples = @ExampleObject(WriteTaskEventsOperation.SETTLED)))
@ApiResponse(
        responseCode = "202",
        description = "Kafka has them all; the outcome of at least one is pending",
        content =
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(implementation = TaskEventsController.Taken.class),
                        examples = @ExampleObject(WriteTaskEventsOperation.PENDING)))
@ApiResponse(
        responseCode = "400",
        description = "Some are wrong; none was taken",
        content =
                @Content(
                        mediaType = "application/problem+json",
                        schema = @Schema(implementation = ProblemDetail.class),
                        examples = @ExampleObject(WriteTaskEventsOperation.PROBLEM)))
@ApiResponse(responseCode = "413", description = "Larger than 8 MiB", content = @Content)
@ApiResponse(responseCode = "415", description = "Neither JSON nor CloudEvents as JSON", content = @Content)
@ApiResponse(responseCode = "503", description = "Kafka did not take them; see Retry-After", content = @Content)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface WriteTaskEventsOperation {

    String ONE = """
            {"specversion": "1.0", "id": "a-1", "source": "/city/list-2026", "type": "duban.task.assigned",
             "subject": "gz-2026-0147", "time": "2026-11-23T01:00:00Z",
             "data": {"title": "走访慰问优抚对象", "leadUnit": "gyangze-education", "deadline": "2026-12-31"}}
            """;
    String SETTLED = """
            {"ids": ["a-1", "a-2"], "events": [
              {"source": "/city/list-2026", "id": "a-1", "task": "gz-2026-0147", "outcome": "APPLIED", "reason": null},
              {"source": "/city/list-2026", "id": "a-2", "task": "gz-2026-0148", "outcome": "WAITING",
               "reason": "subject: no task \\"gz-2026-0148\\" is known; it waits until duban.task.assigned has come for it"}]}
            """;
    String PENDING = """
            {"ids": ["a-1"], "events": [
              {"source": "/city/list-2026", "id": "a-1", "task": "gz-2026-0147", "outcome": "PENDING", "reason": null}]}
            """;
    String PROBLEM = """
            {"title": "Events refused", "status": 400, "detail": "1 of 2 events is wrong; none was taken",
             "errors": [{"index": 1, "id": "a-2", "detail": "data.deadline: is missing; write a date"}]}
            """;
}
