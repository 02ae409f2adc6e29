package org.duban.api.events;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.duban.access.PresentUser;
import org.duban.access.UserActs;
import org.duban.api.Parameters;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.events.EventOutcome;
import org.duban.events.EventOutcomeWaiter;
import org.duban.events.EventOutcomes;
import org.duban.events.WriteResult.Objection;
import org.duban.events.WriteResult.OnItsWay;
import org.duban.gate.SpokenProblem.Spoken;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.reasons.Reason;
import org.duban.reasons.Wording;
import org.duban.rest.ApiProblem;
import org.duban.rest.ApiReason;
import org.duban.rest.CallerWords;
import org.duban.rest.CloudEventsOverHttp;
import org.duban.rest.PreferHeader;
import org.duban.rest.Thing;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes task events in over HTTP and writes them to the topic that everyone else writes to. */
@RestController
@ConditionalOnRole(Role.DESK)
@Tag(name = "Task events", description = "The one way in: what happened to tasks")
final class TaskEventsController {

    private static final Logger log = LoggerFactory.getLogger(TaskEventsController.class);

    /** More would be a text that nobody reads. */
    private static final int MOST_ERRORS = 1_000;

    private final UserActs acts;
    private final EventOutcomeWaiter waits;
    private final EventOutcomes outcomes;
    private final PresentUser user;
    private final AuditTrail audit;
    private final CallerWords caller;

    TaskEventsController(
            UserActs acts,
            EventOutcomeWaiter waits,
            EventOutcomes outcomes,
            PresentUser user,
            AuditTrail audit,
            CallerWords caller) {
        this.acts = acts;
        this.waits = waits;
        this.outcomes = outcomes;
        this.user = user;
        this.audit = audit;
        this.caller = caller;
    }

    /**
     * Events that Kafka has.
     *
     * @param ids their CloudEvents ids, in the order of the request
     * @param events what is known of each, in the order of the request
     */
    record Taken(List<String> ids, List<TakenEvent> events) {
        static Taken of(List<TakenEvent> events) {
            return new Taken(events.stream().map(TakenEvent::id).toList(), events);
        }
    }

    /**
     * What has become of an event.
     *
     * @param reason why it is not applied, or, while it is pending, why it probably will not be; null if there is nothing to say
     * @param cause the same in no language
     */
    record TakenEvent(
            String source,
            String id,
            String task,
            EventOutcome.Kind outcome,
            @Nullable String reason,
            @Nullable Reason cause) {

        static TakenEvent of(OnItsWay written, EventOutcome outcome, Wording words) {
            var event = written.event();
            var cause = outcome.settled()
                    ? outcome.why()
                    : RefusalsController.Replayed.cause(written.foreseen().verdict())
                            .orElse(null);
            return new TakenEvent(
                    event.source(),
                    event.id(),
                    event.taskId(),
                    outcome.kind(),
                    cause == null ? null : cause.in(words),
                    cause);
        }
    }

    /**
     * What is known of an event.
     *
     * @param reason why it is not applied, in the language of whoever asks
     * @param cause the same in no language
     * @param at when the ledger learned of it, or when it was refused; while it is pending, when it was written
     * @param refusal the number of the last refusal of a record of this source and id, if there was one
     */
    @Schema(name = "EventStatus")
    record EventStatus(
            String source,
            String id,
            @Nullable String task,
            EventOutcome.Kind outcome,
            @Nullable String reason,
            @Nullable Reason cause,
            Instant at,
            @Nullable Long refusal) {}

    /**
     * What is wrong with one event of a request.
     *
     * @param causes the same in no language
     */
    record WrongEvent(int index, String id, String detail, List<RefusalView.Cause> causes) {
        static WrongEvent of(Objection wrong, Wording words) {
            return new WrongEvent(
                    wrong.index(), wrong.eventId(), wrong.why().in(words), RefusalView.Cause.of(wrong.why()));
        }
    }

    @PostMapping(path = "/api/v1/task-events")
    @WriteTaskEventsOperation
    CompletableFuture<ResponseEntity<Taken>> write(HttpServletRequest request) throws IOException {
        var written = acts.write(CloudEventsOverHttp.read(request));
        if (!written.objections().isEmpty()) {
            throw refused(written.objections());
        }
        audit(written.events());
        remember(written.events());
        var wait = PreferHeader.wait(request);
        var words = caller.reasons();
        return waits.of(written.events(), wait.orElse(Duration.ZERO))
                .thenApply(outcomes -> answer(written.events(), outcomes, wait, words));
    }

    /** Kafka has them: whatever happens here, they are not to be sent once more. */
    private void remember(List<OnItsWay> written) {
        try {
            outcomes.remember(written, user.key());
        } catch (DataAccessException e) {
            log.warn("What becomes of {} events is known once the intake has taken them", written.size(), e);
        }
    }

    private static ResponseEntity<Taken> answer(
            List<OnItsWay> written, List<EventOutcome> outcomes, Optional<Duration> wait, Wording words) {
        var settled = outcomes.stream().allMatch(EventOutcome::settled);
        var answer = ResponseEntity.status(wait.isPresent() && settled ? HttpStatus.OK : HttpStatus.ACCEPTED);
        wait.ifPresent(waited -> answer.header(PreferHeader.APPLIED, "wait=" + waited.toSeconds()));
        return answer.body(Taken.of(IntStream.range(0, written.size())
                .mapToObj(i -> TakenEvent.of(written.get(i), outcomes.get(i), words))
                .toList()));
    }

    private void audit(List<OnItsWay> written) {
        if (written.isEmpty()) {
            return;
        }
        var ids = written.stream().map(one -> one.event().id()).toList();
        var tasks = written.stream().map(one -> one.event().taskId()).distinct().toList();
        audit.write(
                user.name(),
                AuditedAct.EVENTS_WRITTEN,
                tasks.size() == 1 ? tasks.get(0) : tasks.size() + " tasks",
                Map.of("ids", ids, "tasks", tasks));
    }

    @GetMapping("/api/v1/task-events")
    @Operation(
            summary = "What has become of an event",
            description =
                    "By its source and id, however it came: over REST, Kafka, a link or a reply. What was written over REST is "
                            + "known from the answer `202` on, `PENDING` at first. `reason` says why it is not applied. If one of this source and id was applied and another refused, the outcome is `APPLIED` and "
                            + "`refusal` is the number of the other.")
    @ApiResponse(responseCode = "200", description = "What is known of it")
    @ApiResponse(
            responseCode = "404",
            description = "Nothing is known of it: it has not come, or is still on its way from another sender",
            content = @Content)
    EventStatus status(
            @Parameter(description = "the CloudEvents source", example = "/city/list-2026")
                    @RequestParam(required = false)
                    @Nullable
                    String source,
            @Parameter(description = "the CloudEvents id", example = "a-1") @RequestParam(required = false) @Nullable
                    String id) {
        var from = required("source", source);
        var named = required("id", id);
        return outcomes.of(from, named, user.scope(), user.key())
                .map(known -> status(from, named, known, caller.reasons()))
                .orElseThrow(() -> ApiProblem.notFound(Thing.EVENT, named, ApiReason.API_EVENT_NOT_HERE.with()));
    }

    private static EventStatus status(String source, String id, EventOutcomes.Known known, Wording words) {
        var cause = known.outcome().why();
        return new EventStatus(
                source,
                id,
                known.taskId(),
                known.outcome().kind(),
                cause == null ? null : cause.in(words),
                cause,
                known.at(),
                known.refusal());
    }

    private static String required(String name, @Nullable String value) {
        var given = Parameters.given(value);
        if (given == null) {
            throw ApiProblem.field(name, value, ApiReason.API_SOURCE_AND_ID.with());
        }
        return given;
    }

    private static ApiProblem refused(List<Objection> wrong) {
        var several = wrong.size() >= MOST_ERRORS ? ApiReason.API_MANY_EVENTS_REFUSED : ApiReason.API_EVENTS_REFUSED;
        var detail = wrong.size() == 1
                ? ApiReason.API_EVENT_REFUSED.with(wrong.get(0).why())
                : several.with(String.valueOf(wrong.size()));
        return ApiProblem.badRequest(ApiReason.TITLE_EVENTS_REFUSED, detail).with("errors", (Spoken)
                words -> wrong.stream()
                        .limit(MOST_ERRORS)
                        .map(one -> WrongEvent.of(one, words))
                        .toList());
    }
}
