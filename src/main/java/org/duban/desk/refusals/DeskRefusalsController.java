package org.duban.desk.refusals;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.duban.access.UserRole;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.desk.DeskPages;
import org.duban.desk.DeskUrl;
import org.duban.desk.Viewpoint;
import org.duban.desk.refusals.RefusalsPage.Tab;
import org.duban.events.Refusal;
import org.duban.events.RefusalChange;
import org.duban.events.RefusalState;
import org.duban.events.Refusals;
import org.duban.files.Blank;
import org.duban.ledger.TaskLedger;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.reasons.Reason;
import org.duban.task.Verdict;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The page of refused and waiting events, for whoever sees everything; an office of the whole tree sees to them. */
@RestController
@ConditionalOnRole(Role.DESK)
final class DeskRefusalsController {

    static final String PATH = "/desk/refusals";

    private static final int ON_A_PAGE = 20;
    private static final int LONGEST_REASON = 1_000;
    private static final int AUDITED = 1_000;
    private static final String ALL = "all";
    private static final Set<String> DONE = Set.of("applied", "duplicate", "stale", "still", "mended", "dismissed");

    private final Refusals refusals;
    private final TaskLedger ledger;
    private final Viewpoint viewpoint;
    private final AuditTrail audit;
    private final TransactionOperations transactions;

    DeskRefusalsController(
            Refusals refusals,
            TaskLedger ledger,
            Viewpoint viewpoint,
            AuditTrail audit,
            TransactionOperations transactions) {
        this.refusals = refusals;
        this.ledger = ledger;
        this.viewpoint = viewpoint;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * @param state a state, or {@value #ALL}; open ones where nothing else is asked for
     * @param before only those of lower numbers
     * @param done what was just done, one of a few words
     */
    @GetMapping(path = PATH, produces = DeskPages.HTML)
    ResponseEntity<String> show(
            @RequestParam @Nullable String state,
            @RequestParam @Nullable Long before,
            @RequestParam @Nullable String done,
            CsrfToken token,
            Locale browser) {
        var words = viewpoint.words(browser);
        var said = done != null && DONE.contains(done) ? words.say("refusal.done." + done) : null;
        var tone = "still".equals(done) ? "bad" : "good";
        return page(HttpStatus.OK, new Place(shown(state), before), said, tone, words, token, null);
    }

    private static String shown(@Nullable String asked) {
        return ALL.equals(asked)
                ? ALL
                : Arrays.stream(RefusalState.values())
                        .map(Enum::name)
                        .filter(name -> name.equals(asked))
                        .findFirst()
                        .orElse(RefusalState.OPEN.name());
    }

    /**
     * Where somebody is in the list.
     *
     * @param before only those of lower numbers; null: from the first
     */
    private record Place(String shown, @Nullable Long before) {}

    /** @param typed what somebody typed that cannot be so; null: nothing */
    private ResponseEntity<String> page(
            HttpStatus status,
            Place place,
            @Nullable String said,
            String tone,
            Words words,
            CsrfToken token,
            RefusalCards.@Nullable Typed typed) {
        var shown = place.shown();
        var before = place.before();
        var asked = shown.equals(ALL) ? null : RefusalState.valueOf(shown);
        var found = refusals.find(asked, before, ON_A_PAGE + 1);
        var cards = found.subList(0, Math.min(ON_A_PAGE, found.size()));
        var maker = new RefusalCards(
                words, reasons(words), Viewpoint.zone(viewpoint.reach(), null), known(cards), sees(), typed);
        var open = refusals.count(RefusalState.OPEN);
        var page = new RefusalsPage(
                words,
                open == 0 ? words.say("refusals.none") : words.count("refusals.count", open),
                said,
                tone,
                shown,
                before,
                tabs(words, shown),
                cards.stream().map(maker::card).toList(),
                cards.isEmpty()
                        ? words.say(shown.equals(RefusalState.OPEN.name()) ? "refusals.empty" : "refusals.empty.other")
                        : null,
                found.size() > ON_A_PAGE
                        ? url(shown, cards.get(ON_A_PAGE - 1).id(), null).toString()
                        : null,
                before == null ? null : url(shown, null, null).toString(),
                token.getToken(),
                viewpoint.version());
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .body(DeskPages.html("desk/refusals/list.jte", page));
    }

    private Words reasons(Words words) {
        return viewpoint.words(Reason.BUNDLE, words.locale());
    }

    private boolean sees() {
        return viewpoint.scope(UserRole.OFFICE).everything();
    }

    private Set<String> known(List<Refusal> cards) {
        var ids = new HashSet<String>();
        cards.forEach(refusal -> Optional.ofNullable(refusal.taskId()).ifPresent(ids::add));
        return ledger.within(viewpoint.scope()).tasks(ids).keySet();
    }

    private static List<Tab> tabs(Words words, String shown) {
        return Stream.concat(Arrays.stream(RefusalState.values()).map(Enum::name), Stream.of(ALL))
                .map(name -> new Tab(
                        words.say("refusals.show." + name),
                        url(name, null, null).toString(),
                        name.equals(shown)))
                .toList();
    }

    private static URI url(String shown, @Nullable Long before, @Nullable String done) {
        var asked = new LinkedHashMap<String, @Nullable Object>();
        asked.put("state", shown);
        asked.put("before", before);
        asked.put("done", done);
        return DeskUrl.of(PATH, asked);
    }

    @PostMapping(path = PATH + "/{id}/replay", produces = DeskPages.HTML)
    ResponseEntity<String> replay(
            @PathVariable long id,
            @RequestParam @Nullable String state,
            @RequestParam @Nullable Long before,
            Locale browser) {
        var verdict = Objects.requireNonNull(transactions.execute(transaction -> {
            var now = refusals.replay(id);
            now.ifPresent(became -> write(
                    AuditedAct.REFUSAL_REPLAYED,
                    id,
                    Map.of(
                            "outcome",
                            outcome(became),
                            "reason",
                            RefusalState.reason(became).map(Reason::english).orElse(""))));
            return now;
        }));
        return verdict.map(became -> there(new Place(shown(state), before), outcome(became)))
                .orElseGet(() -> missing(browser));
    }

    private static String outcome(Verdict verdict) {
        if (verdict instanceof Verdict.Applied || verdict instanceof Verdict.Elsewhere) {
            return "applied";
        }
        if (verdict instanceof Verdict.Duplicate) {
            return "duplicate";
        }
        return verdict instanceof Verdict.Stale ? "stale" : "still";
    }

    /** @param reason why nothing is to be done about it */
    @PostMapping(path = PATH + "/{id}/dismiss", produces = DeskPages.HTML)
    ResponseEntity<String> dismiss(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam @Nullable String state,
            @RequestParam @Nullable Long before,
            CsrfToken token,
            Locale browser) {
        var words = viewpoint.words(browser);
        var place = new Place(shown(state), before);
        var why = Blank.strip(reason.replace('\0', '\uFFFD'));
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            var said = words.say("refusal.no-reason", LONGEST_REASON);
            var typed = new RefusalCards.Typed(id, null, why);
            return page(HttpStatus.UNPROCESSABLE_CONTENT, place, said, "bad", words, token, typed);
        }
        return changed(
                () -> refusals.dismiss(id, why, viewpoint.name()),
                AuditedAct.REFUSAL_DISMISSED,
                Map.of("reason", why),
                id,
                new Pressed("dismissed", place, token, words, null));
    }

    /** @param event the whole event as it should have been */
    @PostMapping(path = PATH + "/{id}/mend", produces = DeskPages.HTML)
    ResponseEntity<String> mend(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String event,
            @RequestParam @Nullable String state,
            @RequestParam @Nullable Long before,
            CsrfToken token,
            Locale browser) {
        var cut = event.length() <= AUDITED ? event : event.substring(0, AUDITED) + "…";
        return changed(
                () -> refusals.mend(id, event.getBytes(StandardCharsets.UTF_8), viewpoint.name()),
                AuditedAct.REFUSAL_MENDED,
                Map.of("event", cut),
                id,
                new Pressed(
                        "mended",
                        new Place(shown(state), before),
                        token,
                        viewpoint.words(browser),
                        new RefusalCards.Typed(id, event, null)));
    }

    /** What somebody pressed, and where. */
    private record Pressed(
            String done, Place place, CsrfToken token, Words words, RefusalCards.@Nullable Typed typed) {}

    private ResponseEntity<String> changed(
            Supplier<RefusalChange> change, AuditedAct act, Map<String, ?> detail, long id, Pressed pressed) {
        var became = Objects.requireNonNull(transactions.execute(transaction -> {
            var now = change.get();
            if (now instanceof RefusalChange.Done) {
                write(act, id, detail);
            }
            return now;
        }));
        var words = pressed.words();
        if (became instanceof RefusalChange.Wrong wrong) {
            var said = words.say("refusal.wrong", wrong.why().in(reasons(words)));
            return page(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    pressed.place(),
                    said,
                    "bad",
                    words,
                    pressed.token(),
                    pressed.typed());
        }
        if (became instanceof RefusalChange.Settled) {
            return page(
                    HttpStatus.CONFLICT,
                    pressed.place(),
                    words.say("refusal.settled"),
                    "bad",
                    words,
                    pressed.token(),
                    null);
        }
        return became instanceof RefusalChange.Unknown
                ? missing(words.locale())
                : there(pressed.place(), pressed.done());
    }

    private void write(AuditedAct act, long id, Map<String, ?> detail) {
        audit.write(viewpoint.name(), act, String.valueOf(id), detail);
    }

    private static ResponseEntity<String> there(Place place, String done) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(url(place.shown(), place.before(), done))
                .build();
    }

    private ResponseEntity<String> missing(Locale browser) {
        return ResponseEntity.status(HttpStatus.NOT_FOUND)
                .body(DeskPages.message(viewpoint.words(browser), "no-refusal"));
    }
}
