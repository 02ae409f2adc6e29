package org.duban.api.events;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.duban.api.Parameters;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.events.Refusal;
import org.duban.events.RefusalChange;
import org.duban.events.RefusalState;
import org.duban.events.Refusals;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.reasons.Reason;
import org.duban.reasons.ReasonCode;
import org.duban.reasons.Wording;
import org.duban.rest.ApiProblem;
import org.duban.rest.ApiReason;
import org.duban.rest.CallerWords;
import org.duban.rest.CloudEventsOverHttp;
import org.duban.rest.Page;
import org.duban.rest.Thing;
import org.duban.task.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows refused records, mends, replays and dismisses them. */
@RestController
@RequestMapping("/api/v1/refusals")
@ConditionalOnRole(Role.DESK)
@Tag(name = "Refusals", description = "Records that could not be applied, kept with their bytes")
final class RefusalsController {

    /** Characters of a payload that lists show: a page of whole ones could be 100 MB. */
    private static final int SHOWN = 1_000;

    private static final int LONGEST_REASON = 1_000;

    private final Refusals refusals;
    private final AuditTrail audit;
    private final TransactionOperations transactions;
    private final CallerWords caller;

    RefusalsController(Refusals refusals, AuditTrail audit, TransactionOperations transactions, CallerWords caller) {
        this.refusals = refusals;
        this.audit = audit;
        this.transactions = transactions;
        this.caller = caller;
    }

    /**
     * What the ledger did with a replayed record.
     *
     * @param outcome {@code APPLIED}, {@code DUPLICATE}, {@code STALE}, {@code UNKNOWN_TASK} or {@code REFUSED}
     * @param reason why it was not applied, in the language of whoever asks; null if it was
     * @param cause the same in no language; null if it was
     */
    record Replayed(
            long id,
            Outcome outcome,
            @Nullable String reason,
            @Nullable Reason cause) {

        enum Outcome {
            APPLIED,
            DUPLICATE,
            STALE,
            UNKNOWN_TASK,
            REFUSED
        }

        static Replayed of(long id, Verdict verdict, Wording words) {
            var cause = cause(verdict).orElse(null);
            return new Replayed(id, outcome(verdict), cause == null ? null : cause.in(words), cause);
        }

        private static Outcome outcome(Verdict verdict) {
            if (verdict instanceof Verdict.Applied || verdict instanceof Verdict.Elsewhere) {
                return Outcome.APPLIED;
            } else if (verdict instanceof Verdict.Duplicate) {
                return Outcome.DUPLICATE;
            } else if (verdict instanceof Verdict.Stale) {
                return Outcome.STALE;
            }
            return verdict instanceof Verdict.UnknownTask ? Outcome.UNKNOWN_TASK : Outcome.REFUSED;
        }

        /** Why a verdict did not, or would not, apply an event; empty if it did. */
        static Optional<Reason> cause(Verdict verdict) {
            if (verdict instanceof Verdict.Duplicate) {
                return Optional.of(ReplayReason.REPLAY_DUPLICATE.with());
            }
            return verdict instanceof Verdict.Stale stale
                    ? Optional.of(ReplayReason.REPLAY_STALE.with(String.valueOf(stale.lastSequence())))
                    : RefusalState.reason(verdict);
        }
    }

    /** Why a replay changed nothing. */
    enum ReplayReason implements ReasonCode {
        REPLAY_DUPLICATE,
        /** The sequence that was applied. */
        REPLAY_STALE
    }

    @GetMapping
    @Operation(
            summary = "Refused records, the newest first",
            description = "Long payloads are cut here; one refusal by itself shows the whole.")
    Page<RefusalView> find(
            @RequestParam(required = false) @Nullable RefusalState state,
            @Parameter(description = "next of the page before") @RequestParam(required = false) @Nullable Long cursor,
            @Parameter(description = "1 to 500, usually 50") @RequestParam(required = false) @Nullable Integer limit) {
        var most = Page.limit(limit);
        var words = caller.reasons();
        return Page.of(refusals.find(state, cursor, most + 1), most, refusal -> String.valueOf(refusal.id()))
                .map(refusal -> RefusalView.of(refusal.cutTo(SHOWN), words));
    }

    @GetMapping("/{id}")
    @Operation(summary = "One refused record")
    RefusalView refusal(@PathVariable long id) {
        return refusals.refusal(id)
                .map(refusal -> RefusalView.of(refusal, caller.reasons()))
                .orElseThrow(() -> ApiProblem.notFound(Thing.REFUSAL, String.valueOf(id)));
    }

    @PostMapping("/{id}/replay")
    @Operation(
            summary = "Try to apply a refused record again",
            description =
                    "As if it had just come in, after its cause was mended; one that was mended itself, as it is now. "
                            + "Harmless to repeat. One that was dismissed is so no longer.")
    @ApiResponse(responseCode = "200", description = "What the ledger did with it now")
    @ApiResponse(responseCode = "404", description = "There is no such refusal", content = @Content)
    Replayed replay(@PathVariable long id, Principal user) {
        return Objects.requireNonNull(transactions.execute(transaction -> {
            var replayed = refusals.replay(id)
                    .map(verdict -> Replayed.of(id, verdict, caller.reasons()))
                    .orElseThrow(() -> ApiProblem.notFound(Thing.REFUSAL, String.valueOf(id)));
            audit.write(
                    user.getName(),
                    AuditedAct.REFUSAL_REPLAYED,
                    String.valueOf(id),
                    Map.of(
                            "outcome",
                            replayed.outcome(),
                            "reason",
                            replayed.cause() == null ? "" : replayed.cause().english()));
            return replayed;
        }));
    }

    /** Why nothing is to be done about a refusal. */
    @Schema(name = "Dismissal", example = """
            {"reason": "sent by a test system"}
            """)
    record DismissalBody(@Nullable String reason) {}

    @PutMapping(
            path = "/{id}",
            consumes = {"application/cloudevents+json", "application/json"})
    @Operation(
            summary = "Mend a refused record before it is replayed",
            description =
                    "Takes the whole event as it should have been, a structured CloudEvent, and checks it like one that "
                            + "comes in. What came stays as it is, beside it. Replay it afterwards.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/cloudevents+json",
                                            schema = @Schema(type = "object"),
                                            examples =
                                                    @ExampleObject(
                                                            name = "assigned",
                                                            value = WriteTaskEventsOperation.ONE))))
    @ApiResponse(responseCode = "200", description = "Mended")
    @ApiResponse(responseCode = "400", description = "It would be refused, too; nothing changed", content = @Content)
    @ApiResponse(responseCode = "404", description = "There is no such refusal", content = @Content)
    @ApiResponse(responseCode = "409", description = "It is applied or dismissed already", content = @Content)
    RefusalView mend(@PathVariable long id, HttpServletRequest request, Principal user) throws IOException {
        var event = CloudEventsOverHttp.body(request);
        return change(
                id,
                () -> refusals.mend(id, event, user.getName()),
                user,
                AuditedAct.REFUSAL_MENDED,
                refusal -> Map.of("event", String.valueOf(refusal.cutTo(SHOWN).mended())));
    }

    @PostMapping(path = "/{id}/dismiss", consumes = "application/json")
    @Operation(
            summary = "Decide that nothing is to be done about a refused record",
            description = "It is kept with the reason, and does not count as open any more; it may still be replayed.")
    @ApiResponse(responseCode = "200", description = "Dismissed")
    @ApiResponse(responseCode = "400", description = "The reason is missing", content = @Content)
    @ApiResponse(responseCode = "404", description = "There is no such refusal", content = @Content)
    @ApiResponse(responseCode = "409", description = "It is applied or dismissed already", content = @Content)
    RefusalView dismiss(@PathVariable long id, @RequestBody DismissalBody body, Principal user) {
        var reason = Parameters.given(body.reason());
        if (reason == null || reason.length() > LONGEST_REASON) {
            throw ApiProblem.field("reason", body.reason(), ApiReason.API_SAY_WHY.with(String.valueOf(LONGEST_REASON)));
        }
        return change(
                id,
                () -> refusals.dismiss(id, reason.strip(), user.getName()),
                user,
                AuditedAct.REFUSAL_DISMISSED,
                refusal -> Map.of("reason", String.valueOf(refusal.dismissal())));
    }

    private RefusalView change(
            long id,
            Supplier<RefusalChange> act,
            Principal user,
            AuditedAct audited,
            Function<Refusal, Map<String, ?>> detail) {
        return Objects.requireNonNull(transactions.execute(transaction -> {
            var changed = act.get();
            if (changed instanceof RefusalChange.Done done) {
                audit.write(user.getName(), audited, String.valueOf(id), detail.apply(done.refusal()));
                return RefusalView.of(done.refusal(), caller.reasons());
            } else if (changed instanceof RefusalChange.Wrong wrong) {
                throw ApiProblem.flaw(wrong.why(), null);
            } else if (changed instanceof RefusalChange.Settled settled) {
                throw ApiProblem.conflict(
                        ApiReason.TITLE_SETTLED,
                        ApiReason.API_REFUSAL_SETTLED.with(settled.state().name()));
            }
            throw ApiProblem.notFound(Thing.REFUSAL, String.valueOf(id));
        }));
    }
}
