package org.duban.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.duban.access.PresentUser;
import org.duban.access.UserRole;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.notice.NoticeResender;
import org.duban.notice.NoticeState;
import org.duban.notice.Notices;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.rest.ApiProblem;
import org.duban.rest.ApiReason;
import org.duban.rest.Page;
import org.duban.rest.Thing;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shows who was told what, and sends a notice once more. */
@RestController
@RequestMapping("/api/v1/notices")
@ConditionalOnRole(Role.DESK)
@Tag(name = "Notices", description = "Who was told what, and what became of it (督办单)")
final class NoticesController {

    private final Notices notices;
    private final NoticeResender resender;
    private final NoticeViews views;
    private final AuditTrail audit;
    private final PlannedTasks tasks;
    private final UnitFilter units;
    private final PresentUser user;
    private final TransactionOperations transactions;
    private final Languages languages;

    /** It takes so many because a notice that is not sent again is told why in the language of its caller. */
    NoticesController(
            Notices notices,
            NoticeResender resender,
            NoticeViews views,
            PlannedTasks tasks,
            UnitFilter units,
            PresentUser user,
            AuditTrail audit,
            TransactionOperations transactions,
            Languages languages) {
        this.tasks = tasks;
        this.units = units;
        this.user = user;
        this.notices = notices;
        this.resender = resender;
        this.views = views;
        this.audit = audit;
        this.transactions = transactions;
        this.languages = languages;
    }

    @GetMapping
    @Operation(summary = "Find notices, the newest first")
    Page<NoticeView> find(
            @Parameter(description = "those that speak of this task") @RequestParam(required = false) @Nullable
                    String task,
            @Parameter(
                            description = "a unit's code, or an address; this one alone, without the units below it",
                            example = "gyangze-education")
                    @RequestParam(required = false)
                    @Nullable
                    String recipient,
            @RequestParam(required = false) @Nullable NoticeState state,
            @Parameter(description = "next of the page before") @RequestParam(required = false) @Nullable UUID cursor,
            @Parameter(description = "1 to 500, usually 50") @RequestParam(required = false) @Nullable Integer limit) {
        var most = Page.limit(limit);
        var about = task(Parameters.given(task));
        var found = notices.find(about, recipient(Parameters.given(recipient)), state, cursor, most + 1, user.scope());
        var page = Page.of(found, most, notice -> notice.id().toString());
        return new Page<>(views.of(page.items()), page.next());
    }

    private @Nullable String task(@Nullable String id) {
        if (id != null && tasks.task(id).isEmpty() && !toldOf(id)) {
            throw ApiProblem.field("task", id, ApiReason.API_NO_SUCH_TASK.with());
        }
        return id;
    }

    private @Nullable String recipient(@Nullable String recipient) {
        return recipient == null || recipient.contains("@")
                ? recipient
                : units.unit("recipient", recipient, this::wasTold);
    }

    private boolean toldOf(String task) {
        return !notices.find(task, null, null, null, 1, user.scope()).isEmpty();
    }

    private boolean wasTold(String recipient) {
        return !notices.find(null, recipient, null, null, 1, user.scope()).isEmpty();
    }

    @PostMapping("/{id}/resend")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Send a settled notice once more",
            description =
                    "Word for word and under the same Message-ID. Only while everything that it says still holds: a"
                            + " deadline that was moved or closed would come back into its reader's calendar.")
    @ApiResponse(responseCode = "202", description = "It will be sent")
    @ApiResponse(responseCode = "404", description = "There is no such notice", content = @Content)
    @ApiResponse(
            responseCode = "409",
            description =
                    "It is on its way anyway, another notice tells what it had to tell, or what it says holds no more",
            content = @Content)
    NoticeView resend(@PathVariable UUID id, Locale reader) {
        transactions.executeWithoutResult(transaction -> {
            var merged = notices.notice(id, user.scope(UserRole.OFFICE))
                    .orElseThrow(() -> ApiProblem.notFound(Thing.NOTICE, id.toString()))
                    .mergedInto();
            if (merged != null) {
                throw ApiProblem.conflict(
                        ApiReason.TITLE_MERGED_NOTICE, ApiReason.API_NOTICE_MERGED.with(merged.toString()));
            }
            resender.resend(id).ifPresent(why -> {
                throw ApiProblem.conflict(ApiReason.TITLE_NOT_SENT_AGAIN, why);
            });
            audit.write(user.name(), AuditedAct.NOTICE_RESENT, id.toString(), Map.of());
        });
        return notices.notice(id, user.scope())
                .map(views::of)
                .orElseThrow(() -> ApiProblem.notFound(Thing.NOTICE, id.toString()));
    }
}
