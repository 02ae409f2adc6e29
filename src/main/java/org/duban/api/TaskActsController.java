package org.duban.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.duban.access.ActChoice;
import org.duban.access.UserActs;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.reasons.Reason;
import org.duban.reasons.Wording;
import org.duban.rest.ApiProblem;
import org.duban.rest.CallerWords;
import org.duban.rest.Page;
import org.duban.rest.Thing;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Tells who may do what to a task now. */
@RestController
@ConditionalOnRole(Role.DESK)
@Tag(name = "Tasks")
final class TaskActsController {

    private final UserActs acts;
    private final CallerWords caller;

    TaskActsController(UserActs acts, CallerWords caller) {
        this.caller = caller;
        this.acts = acts;
    }

    /**
     * An act on a task.
     *
     * @param type of its event
     * @param may whether you may do it now
     * @param as those of your units as which you may; empty where you may for anybody, or not at all
     * @param who whose act it is, whatever the state of the task
     * @param why you may not; null if you may
     */
    @Schema(name = "Act")
    record ActView(
            @Schema(example = "duban.task.struck-off") String type,
            boolean may,
            List<String> as,
            List<String> who,
            @Nullable String why,
            @Nullable Reason cause) {

        static ActView of(ActChoice choice, Wording words) {
            var denial = choice.denial();
            return new ActView(
                    choice.rule().type(),
                    choice.may(),
                    choice.as(),
                    choice.who(),
                    denial == null ? null : denial.reason().in(words),
                    denial == null ? null : denial.reason());
        }
    }

    @GetMapping("/api/v1/tasks/{id}/acts")
    @Operation(summary = "What you may do to a task now, and else who may or when")
    @ApiResponse(responseCode = "200", description = "Every act but the assignment")
    Page<ActView> acts(@PathVariable String id) {
        var words = caller.reasons();
        return acts.choices(id)
                .map(choices -> new Page<>(
                        choices.stream()
                                .map(choice -> ActView.of(choice, words))
                                .toList(),
                        null))
                .orElseThrow(() -> ApiProblem.notFound(Thing.TASK, id));
    }
}
