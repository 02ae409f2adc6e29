package org.duban.api.rules;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.duban.policy.NoticeLevel;
import org.duban.policy.Policy;
import org.duban.policy.Step;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.rest.Page;
import org.duban.rulebook.Rulebooks;
import org.duban.task.Urgency;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the supervision policies. */
@RestController
@ConditionalOnRole(Role.DESK)
@Tag(name = "Policies", description = "What is told before and after a deadline (督办规则)")
final class PoliciesController {

    private final Rulebooks rulebooks;

    PoliciesController(Rulebooks rulebooks) {
        this.rulebooks = rulebooks;
    }

    /** A policy with its amounts as the policy file writes them. */
    @Schema(name = "Policy")
    record PolicyView(
            String name,
            String calendar,
            @Schema(type = "string", example = "09:30") LocalTime tellAt,
            @Schema(example = "3wd") String nearDue,
            Map<Urgency, NoticeLevel> startsAt,
            int behindBy,

            @Schema(description = "who is told of closures besides those who had got an escalation")
            List<String> tellClosure,

            @Schema(
                    description =
                            "whether units are told that they gained or lost a task or have another deadline to keep")
            boolean tellChanges,

            List<StepView> steps) {

        static PolicyView of(Policy policy) {
            return new PolicyView(
                    policy.name(),
                    policy.calendar(),
                    policy.tellAt(),
                    policy.nearDue().toString(),
                    policy.startsAt(),
                    policy.behindBy(),
                    policy.tellClosure().stream().map(Object::toString).toList(),
                    policy.tellChanges(),
                    policy.steps().stream().map(StepView::of).toList());
        }
    }

    /** A step of a policy. */
    @Schema(name = "PolicyStep")
    record StepView(
            String name,
            Step.Anchor anchor,
            @Schema(example = "3wd") String amount,
            @Nullable String every,
            Step.Condition condition,
            @Schema(example = "[\"lead\", \"office\"]") List<String> tell,
            NoticeLevel level,
            boolean officeHours,

            @Schema(
                    description = "what people call it, by language; empty where it is called by its name",
                    example = "{\"zh-CN\": \"二次提醒\", \"en\": \"Second reminder\"}")
            Map<String, String> label) {

        static StepView of(Step step) {
            return new StepView(
                    step.name(),
                    step.anchor(),
                    step.amount().toString(),
                    Objects.toString(step.every(), null),
                    step.condition(),
                    step.tell().stream().map(Object::toString).toList(),
                    step.level(),
                    step.officeHours(),
                    step.label().byLanguage());
        }
    }

    @GetMapping(path = "/api/v1/policies/yaml", produces = "text/yaml;charset=UTF-8")
    @Operation(summary = "The policy file that is in force", description = "Change it, and PUT it to /api/v1/policies.")
    String yaml() {
        return rulebooks.current().texts().policies();
    }

    @GetMapping("/api/v1/policies")
    @Operation(summary = "All policies, in the order of the policy file")
    Page<PolicyView> policies() {
        return new Page<>(
                rulebooks.current().policies().all().stream()
                        .map(PolicyView::of)
                        .toList(),
                null);
    }
}
