package org.duban.api.rules;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.duban.timeline.PlanPreview;
import org.springframework.http.ProblemDetail;

/** What the OpenAPI document says of previewing a plan. */
@Operation(
        summary = "Who would be told what, and when, if a task were assigned",
        description = "The body is the data of duban.task.assigned, checked as the intake checks it, and optionally "
                + "assignedAt, an instant with offset (usually now). Nothing is written. Times are those of the readers; "
                + "words come in the language that Accept-Language prefers of those there are.",
        requestBody =
                @RequestBody(
                        required = true,
                        content =
                                @Content(
                                        mediaType = "application/json",
                                        schema = @Schema(type = "object"),
                                        examples = @ExampleObject(PreviewPlanOperation.ONE))))
@ApiResponse(
        responseCode = "200",
        description = "The plan, by instant",
        content =
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(implementation = PlanPreview.class),
                        examples = @ExampleObject(PreviewPlanOperation.ANSWER)))
@ApiResponse(
        responseCode = "400",
        description = "The task could not be assigned like this",
        content =
                @Content(
                        mediaType = "application/problem+json",
                        schema = @Schema(implementation = ProblemDetail.class),
                        examples = @ExampleObject(PreviewPlanOperation.PROBLEM)))
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface PreviewPlanOperation {

    String ONE = """
            {"title": "走访慰问优抚对象", "leadUnit": "gyangze-education", "assistingUnits": ["gyangze-veterans"],
             "deadline": "2026-12-31", "policy": "standard", "urgency": "NORMAL", "amounts": {"three-days": "5wd"},
             "assignedAt": "2026-12-01T09:00:00+08:00"}
            """;
    String ANSWER = """
            {"steps": [{"step": "three-days", "instant": "2026-09-30T01:30:00Z", "local": "2026-09-30T09:30:00+08:00 Wednesday",
              "audience": "lead, assisting", "addresses": ["education@gyangze.example", "veterans@gyangze.example"],
              "kind": "REMINDER", "level": "BLUE", "moved": "from Sun 2026-10-04: National Day", "calendarDays": null,
              "every": null, "condition": null, "unconfirmed": false, "past": false,
              "readers": [{"audience": "lead", "unit": "gyangze-education", "name": "Gyangze Education Bureau",
                "addresses": ["education@gyangze.example"], "kind": "REMINDER",
                "instead": null, "supersededBy": null, "unreached": null}]}],
             "skipped": [{"step": "seven-days", "instant": "2026-09-25T01:30:00Z", "local": "2026-09-25T09:30:00+08:00 Friday",
              "audience": "lead", "why": "lay in the past when the task was assigned"}],
             "policy": "standard", "calendar": "cn", "assignedAt": "2026-09-28T01:00:00Z",
             "deadlineEnd": "2026-10-07T10:00:00Z", "nearDue": "2026-09-29T16:00:00Z"}
            """;
    String PROBLEM = """
            {"title": "Unusable value", "status": 400, "field": "leadUnit", "value": "gyangze-educaton",
             "detail": "leadUnit: \\"gyangze-educaton\\" is no known unit; did you mean \\"gyangze-education\\"?",
             "cure": "did you mean \\"gyangze-education\\"?"}
            """;
}
