package org.duban.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.duban.directory.Directory;
import org.duban.events.FieldProblem;
import org.duban.events.ProposedAssignmentParser;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.rest.ApiProblem;
import org.duban.rest.CloudEventsOverHttp;
import org.duban.rulebook.Planner;
import org.duban.task.KnownPolicies;
import org.duban.timeline.PlanPreview;
import org.duban.timeline.PreviewBuilder;
import org.duban.timeline.PreviewResult;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Answers who would be told what, and when, if a task were assigned. */
@RestController
@ConditionalOnRole(Role.DESK)
@Tag(name = "Tasks")
final class PlanPreviewController {

    static final int MOST_OCCURRENCES = 20;

    private static final String ONE = """
            {"title": "走访慰问优抚对象", "leadUnit": "gyangze-education", "assistingUnits": ["gyangze-veterans"],
             "deadline": "2026-12-31", "policy": "standard", "urgency": "NORMAL", "amounts": {"three-days": "5wd"},
             "assignedAt": "2026-12-01T09:00:00+08:00"}
            """;
    private static final String ANSWER = """
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
    private static final String PROBLEM = """
            {"title": "Unusable value", "status": 400, "field": "leadUnit", "value": "gyangze-educaton",
             "detail": "leadUnit: \\"gyangze-educaton\\" is no known unit; did you mean \\"gyangze-education\\"?",
             "cure": "did you mean \\"gyangze-education\\"?"}
            """;

    private final PreviewBuilder previews;
    private final Directory directory;
    private final InstantSource clock;
    private final JsonMapper json;
    private final Languages languages;
    private final ProposedAssignmentParser reader = new ProposedAssignmentParser();

    PlanPreviewController(
            Planner planner,
            KnownPolicies policies,
            Directory directory,
            InstantSource clock,
            JsonMapper json,
            Languages languages) {
        this.previews = new PreviewBuilder(planner, policies, languages);
        this.directory = directory;
        this.clock = clock;
        this.json = json;
        this.languages = languages;
    }

    @PostMapping(path = "/api/v1/plan-preview", consumes = "application/json")
    @Operation(
            summary = "Who would be told what, and when, if a task were assigned",
            description =
                    "The body is the data of duban.task.assigned, checked as the intake checks it, and optionally "
                            + "assignedAt, an instant with offset (usually now). Nothing is written. Times are those of the readers; "
                            + "words come in the language that Accept-Language prefers of those there are.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(type = "object"),
                                            examples = @ExampleObject(ONE))))
    @ApiResponse(
            responseCode = "200",
            description = "The plan, by instant",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = PlanPreview.class),
                            examples = @ExampleObject(ANSWER)))
    @ApiResponse(
            responseCode = "400",
            description = "The task could not be assigned like this",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = ProblemDetail.class),
                            examples = @ExampleObject(PROBLEM)))
    PlanPreview preview(
            HttpServletRequest request,
            @Parameter(description = "how many occurrences of a step that repeats, 1 to 20, usually 1")
                    @RequestParam(required = false)
                    @Nullable
                    Integer occurrences,
            @Parameter(description = "zh, en, or another of this installation", example = "en")
                    @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
                    @Nullable
                    String acceptLanguage)
            throws IOException {
        var body = CloudEventsOverHttp.body(request);
        var now = clock.instant();
        var question = new PreviewBuilder.Question(
                reader.read(body, now), occurrences(occurrences), languages.preferred(acceptLanguage), now);
        var previewed = previews.preview(question, directory.tree());
        if (previewed instanceof PreviewResult.Refused refused) {
            throw refused(refused.flaws(), body);
        }
        return ((PreviewResult.Shown) previewed).preview();
    }

    private static int occurrences(@Nullable Integer asked) {
        if (asked != null && (asked < 1 || asked > MOST_OCCURRENCES)) {
            throw ApiProblem.field("occurrences", asked.toString(), "write a number from 1 to " + MOST_OCCURRENCES);
        }
        return asked == null ? 1 : asked;
    }

    private ApiProblem refused(List<FieldProblem> flaws, byte[] body) {
        var first = flaws.get(0);
        var problem = ApiProblem.flaw(first, value(first, body));
        return flaws.size() == 1 ? problem : problem.with("errors", flaws);
    }

    /** What stands in the field, so that the caller sees which of many it is; null if nothing does. */
    private @Nullable String value(FieldProblem flaw, byte[] body) {
        try {
            var node = json.readTree(body);
            for (var name : flaw.field().split("\\.|(?=\\[)")) {
                node = name.startsWith("[")
                        ? node.path(Integer.parseInt(name.substring(1, name.length() - 1)))
                        : node.path(name);
            }
            return node.isMissingNode() || node.isNull()
                    ? null
                    : node.isString() ? node.stringValue() : node.toString();
        } catch (JacksonException e) {
            return null;
        }
    }
}
