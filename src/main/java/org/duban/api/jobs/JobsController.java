package org.duban.api.jobs;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.duban.api.Parameters;
import org.duban.api.PlannedTasks;
import org.duban.api.UnitFilter;
import org.duban.jobs.BulkField;
import org.duban.jobs.BulkJobs;
import org.duban.jobs.BulkJobs.Started;
import org.duban.jobs.BulkMistake;
import org.duban.jobs.BulkOrder;
import org.duban.jobs.BulkRequest;
import org.duban.jobs.ItemState;
import org.duban.jobs.JobItem;
import org.duban.jobs.JobProgress;
import org.duban.jobs.JobProperties;
import org.duban.jobs.Jobs;
import org.duban.ledger.TaskQuery;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.reasons.Reason;
import org.duban.rest.ApiProblem;
import org.duban.rest.ApiReason;
import org.duban.rest.Page;
import org.duban.rest.Thing;
import org.duban.task.KnownPolicies;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes acts on many tasks, and shows how far they are. */
@RestController
@RequestMapping("/api/v1/jobs")
@ConditionalOnRole(Role.DESK)
@Tag(name = "Jobs", description = "Acts on many tasks, done in the background; you see those that you made")
final class JobsController {

    private final BulkJobs bulk;
    private final Jobs jobs;
    private final PlannedTasks tasks;
    private final UnitFilter units;
    private final KnownPolicies policies;
    private final JobProperties limits;
    private final InstantSource clock;
    private final Languages languages;

    JobsController(
            BulkJobs bulk,
            Jobs jobs,
            PlannedTasks tasks,
            UnitFilter units,
            KnownPolicies policies,
            JobProperties limits,
            InstantSource clock,
            Languages languages) {
        this.bulk = bulk;
        this.jobs = jobs;
        this.tasks = tasks;
        this.units = units;
        this.policies = policies;
        this.limits = limits;
        this.clock = clock;
        this.languages = languages;
    }

    @PostMapping
    @Operation(
            summary = "Act on many tasks",
            description =
                    "Which tasks they are is fixed now, among those that you see. Each becomes a task event like any other, or "
                            + "for `remind` a mail that is sent once more; what does not take it when its turn comes is left as it is, "
                            + "with the reason. It goes on if a node dies, and does nothing twice.")
    @ApiResponse(responseCode = "202", description = "It is being done; Location is where to ask how far it is")
    @ApiResponse(
            responseCode = "400",
            description = "Something is wrong with it, or there are too many tasks; nothing is done",
            content = @Content)
    @ApiResponse(
            responseCode = "409",
            description = "There are no such tasks, or not as many as expected; nothing is done",
            content = @Content)
    ResponseEntity<JobView> make(@RequestBody JobBody body) {
        var order = checked(body.order());
        var started = bulk.start(new BulkRequest(body.job(), order, query(body), body.expected(), ""));
        if (started instanceof Started.Made made) {
            return ResponseEntity.accepted()
                    .location(URI.create("/api/v1/jobs/" + made.id()))
                    .body(JobView.of(job(made.id())));
        }
        throw refused(started, body);
    }

    private ApiProblem refused(Started started, JobBody body) {
        if (started instanceof Started.OtherNumber other) {
            return ApiProblem.conflict(
                    ApiReason.TITLE_OTHER_TASKS,
                    ApiReason.API_OTHER_TASKS.with(String.valueOf(body.expected()), String.valueOf(other.tasks())));
        }
        return started instanceof Started.TooMany
                ? ApiProblem.badRequest(
                        ApiReason.TITLE_TOO_MANY_TASKS,
                        ApiReason.API_TOO_MANY_TASKS.at("filter", String.valueOf(limits.largest())))
                : ApiProblem.field("id", body.id(), ApiReason.API_ID_USED_UP.with());
    }

    private BulkOrder checked(BulkOrder order) {
        var today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        order.mistakes(today, units.tree(), policies.names()).entrySet().stream()
                .findFirst()
                .ifPresent(mistake -> {
                    throw ApiProblem.field(
                            JobBody.name(mistake.getKey()),
                            order.value(mistake.getKey()),
                            cure(mistake.getKey(), mistake.getValue()));
                });
        return order;
    }

    private static Reason cure(BulkField field, BulkMistake mistake) {
        return switch (mistake) {
            case LONG -> ApiReason.API_MOST_CHARACTERS.with("2000");
            case NO_DATE -> ApiReason.API_WRITE_DATE.with();
            case NO_POLICY -> mistake.with(JobBody.name(field));
            case MISSING, PAST, NO_UNIT -> mistake.with();
        };
    }

    private TaskQuery query(JobBody body) {
        var ids = body.ids();
        var filter = body.filter();
        if (ids != null || filter == null) {
            return TaskQuery.ofIds(ids == null ? Set.of() : ids);
        }
        var query = new TaskQuery(
                        Parameters.given(filter.list()),
                        null,
                        filter.statuses(),
                        null,
                        Parameters.sought(filter.q()),
                        null,
                        null,
                        1)
                .due(
                        JobBody.day("filter.deadlineFrom", filter.deadlineFrom()),
                        JobBody.day("filter.deadlineBefore", filter.deadlineBefore()))
                .concerning(tasks.tree("filter.unit", Parameters.given(filter.unit())));
        return tasks.showing(filter.shown(), query)
                .orElseThrow(() -> ApiProblem.field("filter.lamp", filter.lamp(), ApiReason.API_LAMP_OF_NONE.with()));
    }

    @GetMapping
    @Operation(
            summary = "The acts on many tasks that you asked for, the newest first; an administrator sees everybody's")
    Page<JobView> jobs(
            @Parameter(description = "next of the page before") @RequestParam(required = false) @Nullable UUID cursor,
            @Parameter(description = "1 to 500, usually 50") @RequestParam(required = false) @Nullable Integer limit) {
        var most = Page.limit(limit);
        var found = jobs.find(bulk.seenBy(), cursor, most + 1);
        return Page.of(found, most, progress -> progress.job().id().toString()).map(JobView::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "How far it is")
    @ApiResponse(responseCode = "200", description = "The job")
    JobView show(@PathVariable UUID id) {
        return JobView.of(job(id));
    }

    @GetMapping("/{id}/items")
    @Operation(
            summary = "Its tasks and what has become of each",
            description = "Reasons are in the language that Accept-Language prefers of those there are; what the ledger"
                    + " itself says is in English.")
    @ApiResponse(responseCode = "200", description = "Its tasks, the nearest deadlines first")
    Page<JobView.Item> items(
            @PathVariable UUID id,
            @Parameter(description = "any of these; usually all") @RequestParam(required = false) @Nullable
                    Set<ItemState> state,
            @Parameter(description = "next of the page before") @RequestParam(required = false) @Nullable
                    Integer cursor,
            @Parameter(description = "1 to 500, usually 50") @RequestParam(required = false) @Nullable Integer limit,
            @Parameter(description = "zh, en, or another of this installation", example = "en")
                    @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
                    @Nullable
                    String acceptLanguage) {
        var most = Page.limit(limit);
        job(id);
        var asked = Parameters.given(state);
        var states = asked.isEmpty() ? EnumSet.allOf(ItemState.class) : asked;
        var found = jobs.items(id, states, cursor == null ? 0 : cursor, most + 1);
        var reasons = languages.words(Reason.BUNDLE, languages.preferred(acceptLanguage));
        return Page.of(found, most, (JobItem item) -> String.valueOf(item.number()))
                .map(item -> JobView.Item.of(item, reasons));
    }

    @PostMapping("/{id}/stop")
    @Operation(
            summary = "Stop it",
            description =
                    "What is done stays done, and what is on its way gets its outcome; the rest is left as it is. One that has"
                            + " ended stays as it is.")
    @ApiResponse(responseCode = "200", description = "How far it came")
    JobView stop(@PathVariable UUID id) {
        if (!bulk.stop(id)) {
            throw missing(id);
        }
        return JobView.of(job(id));
    }

    private JobProgress job(UUID id) {
        return bulk.job(id).orElseThrow(() -> missing(id));
    }

    private static ApiProblem missing(UUID id) {
        return ApiProblem.notFound(Thing.JOB, id.toString(), ApiReason.API_LIST_YOURS.with());
    }
}
