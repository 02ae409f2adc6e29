package org.duban.api.rules;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.duban.access.PresentUser;
import org.duban.directory.Directory;
import org.duban.events.FieldProblem;
import org.duban.events.ProposedAssignmentParser;
import org.duban.gate.SpokenProblem.Spoken;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.reasons.Reason;
import org.duban.rest.ApiProblem;
import org.duban.rest.ApiReason;
import org.duban.rest.CloudEventsOverHttp;
import org.duban.rulebook.Planner;
import org.duban.task.KnownPolicies;
import org.duban.timeline.PlanPreview;
import org.duban.timeline.PreviewBuilder;
import org.duban.timeline.PreviewResult;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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

    private final PreviewBuilder previews;
    private final Directory directory;
    private final PresentUser user;
    private final InstantSource clock;
    private final JsonMapper json;
    private final Languages languages;
    private final ProposedAssignmentParser reader = new ProposedAssignmentParser();

    PlanPreviewController(
            Planner planner,
            KnownPolicies policies,
            Directory directory,
            PresentUser user,
            InstantSource clock,
            JsonMapper json,
            Languages languages) {
        this.previews = new PreviewBuilder(planner, policies, languages);
        this.directory = directory;
        this.user = user;
        this.clock = clock;
        this.json = json;
        this.languages = languages;
    }

    @PostMapping(path = "/api/v1/plan-preview", consumes = "application/json")
    @PreviewPlanOperation
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
        var previewed = previews.preview(question, directory.tree(), user.scope());
        if (previewed instanceof PreviewResult.Refused refused) {
            throw refused(refused.flaws(), body);
        }
        return ((PreviewResult.Shown) previewed).preview();
    }

    private static int occurrences(@Nullable Integer asked) {
        if (asked != null && (asked < 1 || asked > MOST_OCCURRENCES)) {
            throw ApiProblem.field(
                    "occurrences",
                    asked.toString(),
                    ApiReason.API_NUMBER_BETWEEN.with("1", String.valueOf(MOST_OCCURRENCES)));
        }
        return asked == null ? 1 : asked;
    }

    private ApiProblem refused(List<Reason> flaws, byte[] body) {
        var first = flaws.get(0);
        var problem = ApiProblem.flaw(first, value(first, body));
        return flaws.size() == 1
                ? problem
                : problem.with("errors", (Spoken) words ->
                        flaws.stream().map(flaw -> FieldProblem.of(flaw, words)).toList());
    }

    /** What stands in the field, so that the caller sees which of many it is; null if nothing does. */
    private @Nullable String value(Reason flaw, byte[] body) {
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
