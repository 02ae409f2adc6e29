package org.duban.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.Set;
import org.duban.access.PresentUser;
import org.duban.ledger.TaskQuery;
import org.duban.notice.Notices;
import org.duban.plan.Lamp;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.rest.ApiProblem;
import org.duban.rest.Page;
import org.duban.rest.Thing;
import org.duban.task.TaskStatus;
import org.duban.timeline.Timelines;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows the tasks of the ledger. */
@RestController
@RequestMapping("/api/v1/tasks")
@ConditionalOnRole(Role.DESK)
@Tag(name = "Tasks", description = "The ledger (台账)")
final class TasksController {

    private final PlannedTasks tasks;
    private final Timelines timelines;
    private final Notices notices;
    private final NoticeViews views;
    private final PresentUser user;
    private final Languages languages;

    TasksController(
            PlannedTasks tasks,
            Timelines timelines,
            Notices notices,
            NoticeViews views,
            PresentUser user,
            Languages languages) {
        this.tasks = tasks;
        this.timelines = timelines;
        this.notices = notices;
        this.views = views;
        this.user = user;
        this.languages = languages;
    }

    @GetMapping
    @Operation(summary = "Find tasks, in the order of their ids")
    Page<TaskView> find(
            @Parameter(description = "the list they stand on") @RequestParam(required = false) @Nullable String list,
            @Parameter(
                            description = "a unit: tasks of which it, or a unit below it, is the lead or assists",
                            example = "gyangze-education")
                    @RequestParam(required = false)
                    @Nullable
                    String unit,
            @Parameter(description = "any of these") @RequestParam(required = false) @Nullable Set<TaskStatus> status,
            @RequestParam(required = false) @Nullable Lamp lamp,
            @Parameter(description = "the deadline's date lies before this one", example = "2026-12-31")
                    @RequestParam(required = false)
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable
                    LocalDate deadlineBefore,
            @Parameter(description = "stands in the id, title or clause; at most 200 characters")
                    @RequestParam(required = false)
                    @Nullable
                    String q,
            @Parameter(description = "next of the page before") @RequestParam(required = false) @Nullable String cursor,
            @Parameter(description = "1 to 500, usually 50") @RequestParam(required = false) @Nullable Integer limit) {
        var query = new TaskQuery(
                        Parameters.given(list),
                        null,
                        Parameters.given(status),
                        Parameters.day("deadlineBefore", deadlineBefore),
                        Parameters.sought(q),
                        null,
                        Parameters.given(cursor),
                        Page.limit(limit))
                .concerning(tasks.tree("unit", Parameters.given(unit)));
        return tasks.find(query, lamp);
    }

    @GetMapping("/{id}")
    @Operation(summary = "One task")
    @ApiResponse(responseCode = "200", description = "The task")
    TaskView task(@PathVariable String id) {
        return tasks.task(id).orElseThrow(() -> ApiProblem.notFound(Thing.TASK, id));
    }

    @GetMapping("/{id}/timeline")
    @Operation(
            summary = "What happened to a task, what was told about it and what was not, and what is still to be told",
            description =
                    "Each with its reason, in the language that Accept-Language prefers of those there are. The steps to "
                            + "come follow from the task as it is, and what was not told from its history; nothing of them is stored.")
    Timeline timeline(
            @PathVariable String id,
            @Parameter(description = "zh, en, or another of this installation", example = "en")
                    @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
                    @Nullable
                    String acceptLanguage) {
        var timeline = timelines
                .timeline(id, languages.preferred(acceptLanguage), user.scope())
                .orElseThrow(() -> ApiProblem.notFound(Thing.TASK, id));
        return Timeline.of(task(id), timeline, views.of(notices.find(id, null, null, null, Page.MOST, user.scope())));
    }
}
