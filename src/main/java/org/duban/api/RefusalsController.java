package org.duban.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.Map;
import java.util.Objects;
import org.duban.ConditionalOnRole;
import org.duban.Role;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.intake.Refusal;
import org.duban.intake.RefusalState;
import org.duban.intake.Refusals;
import org.duban.ledger.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows refused records and replays them. */
@RestController
@RequestMapping("/api/v1/refusals")
@ConditionalOnRole(Role.DESK)
@Tag(name = "Refusals", description = "Records that could not be applied, kept with their bytes")
final class RefusalsController {

    /** Characters of a payload that lists show: a page of whole ones could be 100 MB. */
    private static final int SHOWN = 1_000;

    private final Refusals refusals;
    private final AuditTrail audit;
    private final TransactionOperations transactions;

    RefusalsController(Refusals refusals, AuditTrail audit, TransactionOperations transactions) {
        this.refusals = refusals;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * What the ledger did with a replayed record.
     *
     * @param outcome {@code APPLIED}, {@code DUPLICATE}, {@code STALE}, {@code UNKNOWN_TASK} or {@code REFUSED}
     * @param reason why it was not applied; null if it was
     */
    record Replayed(long id, Outcome outcome, @Nullable String reason) {

        enum Outcome {
            APPLIED,
            DUPLICATE,
            STALE,
            UNKNOWN_TASK,
            REFUSED
        }

        static Replayed of(long id, Verdict verdict) {
            if (verdict instanceof Verdict.Applied || verdict instanceof Verdict.Elsewhere) {
                return new Replayed(id, Outcome.APPLIED, null);
            }
            if (verdict instanceof Verdict.Duplicate) {
                return new Replayed(id, Outcome.DUPLICATE, "an event of the same source and id was applied before");
            }
            if (verdict instanceof Verdict.Stale stale) {
                return new Replayed(
                        id, Outcome.STALE, "an event with sequence " + stale.lastSequence() + " was applied before");
            }
            if (verdict instanceof Verdict.UnknownTask unknown) {
                return new Replayed(id, Outcome.UNKNOWN_TASK, unknown.reason());
            }
            return new Replayed(id, Outcome.REFUSED, ((Verdict.Refused) verdict).reason());
        }
    }

    @GetMapping
    @Operation(
            summary = "Refused records, the newest first",
            description = "Long payloads are cut here; one refusal by itself shows the whole.")
    Page<Refusal> find(
            @RequestParam(required = false) @Nullable RefusalState state,
            @Parameter(description = "next of the page before") @RequestParam(required = false) @Nullable Long cursor,
            @Parameter(description = "1 to 500, usually 50") @RequestParam(required = false) @Nullable Integer limit) {
        var most = Page.limit(limit);
        return Page.of(refusals.find(state, cursor, most + 1), most, refusal -> String.valueOf(refusal.id()))
                .map(RefusalsController::shortened);
    }

    @GetMapping("/{id}")
    @Operation(summary = "One refused record")
    Refusal refusal(@PathVariable long id) {
        return refusals.refusal(id).orElseThrow(() -> ApiProblem.notFound("refusal", String.valueOf(id)));
    }

    @PostMapping("/{id}/replay")
    @Operation(
            summary = "Try to apply a refused record again",
            description = "As if it had just come in, after its cause was mended. Harmless to repeat.")
    @ApiResponse(responseCode = "200", description = "What the ledger did with it now")
    @ApiResponse(responseCode = "404", description = "There is no such refusal", content = @Content)
    Replayed replay(@PathVariable long id, Principal user) {
        return Objects.requireNonNull(transactions.execute(transaction -> {
            var replayed = refusals.replay(id)
                    .map(verdict -> Replayed.of(id, verdict))
                    .orElseThrow(() -> ApiProblem.notFound("refusal", String.valueOf(id)));
            audit.write(
                    user.getName(),
                    AuditedAct.REFUSAL_REPLAYED,
                    String.valueOf(id),
                    Map.of("outcome", replayed.outcome(), "reason", Objects.toString(replayed.reason(), "")));
            return replayed;
        }));
    }

    private static Refusal shortened(Refusal refusal) {
        var payload = refusal.payload();
        if (payload == null || payload.length() <= SHOWN) {
            return refusal;
        }
        return new Refusal(
                refusal.id(),
                refusal.topic(),
                refusal.partition(),
                refusal.offset(),
                refusal.recordKey(),
                refusal.taskId(),
                refusal.reason(),
                payload.substring(0, SHOWN) + "…",
                refusal.state(),
                refusal.refusedAt());
    }
}
