package org.duban.api.rules;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.duban.agenda.Replanning;
import org.duban.api.rules.RuleChangeView.MoveView;
import org.duban.files.BadInput;
import org.duban.files.InputFile;
import org.duban.plan.StepNames;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.reasons.ReasonCode;
import org.duban.rest.ApiProblem;
import org.duban.rest.ApiReason;
import org.duban.rest.Page;
import org.duban.rest.Thing;
import org.duban.rules.MovedTask;
import org.duban.rules.RuleChange;
import org.duban.rules.RuleChanges;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Changes policies and calendars: proposed first, counted, then applied. */
@RestController
@RequestMapping("/api/v1")
@ConditionalOnRole(Role.DESK)
@Tag(
        name = "Rule changes",
        description =
                "Changes of policies and calendars. Proposing one changes nothing: it is counted whose next wake-up "
                        + "it moves, and applied by a second act.")
@ApiResponse(responseCode = "403", description = "The user is no administrator", content = @Content)
final class RuleChangesController {

    private static final String YAML = "text/yaml";
    private static final int MOST_CHARACTERS = 2 * 1024 * 1024;

    private final RuleChanges changes;
    private final Replanning replanning;
    private final Languages languages;

    RuleChangesController(RuleChanges changes, Replanning replanning, Languages languages) {
        this.changes = changes;
        this.replanning = replanning;
        this.languages = languages;
    }

    /**
     * What is to be changed; what is left out stays as it is.
     *
     * @param policies the whole policy file (YAML)
     * @param calendars calendar files (YAML) by file name; null takes a file away
     * @param reload true: what the files that this node was started with say now, instead of the other two
     */
    @Schema(name = "ProposedRules", example = """
                    {"calendars": {"cn-2027.yaml": "calendar: cn\\nyear: 2027\\nholidays: [{from: 2027-01-01, name: 元旦}]\\n"}}
                    """)
    record Proposed(
            @Nullable String policies,
            @Nullable Map<String, @Nullable String> calendars,
            @Nullable Boolean reload) {}

    @PostMapping("/rule-changes")
    @Operation(
            summary = "Propose a change of policies and calendars",
            description =
                    "It is checked at once and then counted whose next wake-up it moves; nothing is in force before it "
                            + "is applied.")
    @ApiResponse(responseCode = "202", description = "Being counted: see its link")
    @ApiResponse(
            responseCode = "400",
            description = "Something is wrong with it; each mistake with file, line, field and cure",
            content = @Content)
    @ApiResponse(responseCode = "409", description = "It says what is in force already", content = @Content)
    ResponseEntity<RuleChangeView> propose(@RequestBody Proposed body, Principal user) {
        var policies = body.policies();
        var calendars = body.calendars() == null ? Map.<String, @Nullable String>of() : body.calendars();
        if (Boolean.TRUE.equals(body.reload())) {
            if (policies != null || !calendars.isEmpty()) {
                throw ApiProblem.field("reload", "true", ApiReason.API_RELOAD_ALONE.with());
            }
            return proposed(() -> changes.reload(user.getName()));
        }
        if (policies == null && calendars.isEmpty()) {
            throw ApiProblem.badRequest(ApiReason.TITLE_NOTHING_TO_CHANGE, ApiReason.API_NOTHING_ASKED.with());
        }
        return draft(policies, calendars, user);
    }

    @PutMapping(
            path = "/policies",
            consumes = {YAML, "application/yaml", "application/x-yaml", "text/plain"})
    @Operation(
            summary = "Propose another policy file",
            description = "The same as to propose a change with only policies.")
    @ApiResponse(responseCode = "202", description = "Being counted: see its link")
    @ApiResponse(responseCode = "400", description = "Something is wrong with it", content = @Content)
    ResponseEntity<RuleChangeView> policies(
            @RequestBody(required = false)
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(type = "string")))
                    byte @Nullable [] yaml,
            @Parameter(hidden = true) @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType type,
            Principal user) {
        return draft(text("policies", yaml, type), Map.of(), user);
    }

    @PutMapping(
            path = "/calendars/{file}",
            consumes = {YAML, "application/yaml", "application/x-yaml", "text/plain"})
    @Operation(
            summary = "Propose another calendar file, or one more",
            description = "The same as to propose a change with only that calendar file.")
    @ApiResponse(responseCode = "202", description = "Being counted: see its link")
    @ApiResponse(responseCode = "400", description = "Something is wrong with it", content = @Content)
    ResponseEntity<RuleChangeView> calendar(
            @Parameter(example = "cn-2027.yaml") @PathVariable String file,
            @RequestBody(required = false)
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(type = "string")))
                    byte @Nullable [] yaml,
            @Parameter(hidden = true) @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType type,
            Principal user) {
        return draft(null, Map.of(file, text(file, yaml, type)), user);
    }

    @GetMapping("/rule-changes")
    @Operation(summary = "Changes, the newest first")
    @ApiResponse(responseCode = "200", description = "As it stands")
    Page<RuleChangeView> find(
            @Parameter(description = "next of the page before") @RequestParam(required = false) @Nullable Long cursor,
            @Parameter(description = "1 to 500, usually 50") @RequestParam(required = false) @Nullable Integer limit) {
        var most = Page.limit(limit);
        return Page.of(changes.find(cursor, most + 1), most, change -> String.valueOf(change.id()))
                .map(change -> RuleChangeView.of(change, List.of(), Optional.empty()));
    }

    @GetMapping("/rule-changes/{id}")
    @Operation(summary = "One change, and how far it has come")
    @ApiResponse(responseCode = "200", description = "As it stands")
    RuleChangeView change(@PathVariable long id) {
        return view(known(id));
    }

    @GetMapping("/rule-changes/{id}/moves")
    @Operation(summary = "The tasks whose next wake-up it moves, in a lasting order")
    @ApiResponse(responseCode = "200", description = "As it stands")
    Page<MoveView> moves(
            @PathVariable long id,
            @Parameter(description = "next of the page before") @RequestParam(required = false) @Nullable Long cursor,
            @Parameter(description = "1 to 500, usually 50") @RequestParam(required = false) @Nullable Integer limit) {
        known(id);
        var most = Page.limit(limit);
        var names = names();
        return Page.of(
                        changes.moves(id, cursor == null ? 0 : cursor, most + 1),
                        most,
                        move -> String.valueOf(move.number()))
                .map(move -> MoveView.of(move, names));
    }

    @PostMapping("/rule-changes/{id}/apply")
    @Operation(
            summary = "Put a change in force",
            description =
                    "From now on it decides what is told. What was due before is told by the old rules; nothing is told "
                            + "for the time before.")
    @ApiResponse(responseCode = "200", description = "In force; all open tasks are planned again beside other work")
    @ApiResponse(responseCode = "409", description = "It is not ready, or outdated", content = @Content)
    RuleChangeView apply(@PathVariable long id, Principal user) {
        known(id);
        if (!checked(() -> changes.apply(id, user.getName()))) {
            throw notNow(known(id), ApiReason.TITLE_NOT_APPLIED);
        }
        return view(known(id));
    }

    @PostMapping("/rule-changes/{id}/count")
    @Operation(summary = "Count an outdated change anew, as a change of what is in force now")
    @ApiResponse(responseCode = "202", description = "Being counted: see its link")
    @ApiResponse(responseCode = "409", description = "It is not outdated", content = @Content)
    ResponseEntity<RuleChangeView> countAnew(@PathVariable long id, Principal user) {
        known(id);
        return checked(() -> changes.countAnew(id, user.getName()))
                .map(this::accepted)
                .orElseThrow(() -> notNow(known(id), ApiReason.TITLE_NOT_COUNTED));
    }

    @DeleteMapping("/rule-changes/{id}")
    @Operation(summary = "Discard a change that was not applied")
    @ApiResponse(responseCode = "200", description = "Discarded")
    @ApiResponse(responseCode = "409", description = "It was applied or discarded before", content = @Content)
    RuleChangeView discard(@PathVariable long id, Principal user) {
        known(id);
        if (!changes.discard(id, user.getName())) {
            throw notNow(known(id), ApiReason.TITLE_NOT_DISCARDED);
        }
        return view(known(id));
    }

    private ResponseEntity<RuleChangeView> draft(
            @Nullable String policies, Map<String, @Nullable String> calendars, Principal user) {
        refuseTooLong(policies, calendars);
        return proposed(() -> changes.draft(policies, calendars, user.getName()));
    }

    /** As strictly as a file at the start; what says that it is in another encoding is read in that. */
    private static String text(String name, byte @Nullable [] yaml, MediaType type) {
        if (yaml == null || yaml.length == 0) {
            throw ApiProblem.field(name, null, ApiReason.API_WHOLE_FILE.with());
        }
        var charset = type.getCharset();
        var file = charset == null || charset.equals(StandardCharsets.UTF_8)
                ? InputFile.ofBytes(name, yaml)
                : InputFile.ofText(name, new String(yaml, charset));
        return checked(file::text);
    }

    private static void refuseTooLong(@Nullable String policies, Map<String, @Nullable String> calendars) {
        long characters = policies == null ? 0 : policies.length();
        for (var text : calendars.values()) {
            characters += text == null ? 0 : text.length();
        }
        if (characters > MOST_CHARACTERS) {
            throw ApiProblem.tooLarge(
                    ApiReason.API_FILES_TOO_LARGE.with(String.valueOf(characters), String.valueOf(MOST_CHARACTERS)));
        }
    }

    private ResponseEntity<RuleChangeView> proposed(Supplier<Optional<RuleChange>> proposal) {
        return checked(proposal)
                .map(this::accepted)
                .orElseThrow(
                        () -> ApiProblem.conflict(ApiReason.TITLE_NOTHING_TO_CHANGE, ApiReason.API_IN_FORCE.with()));
    }

    private static <T> T checked(Supplier<T> act) {
        try {
            return act.get();
        } catch (BadInput e) {
            throw ApiProblem.rules(e);
        }
    }

    private ResponseEntity<RuleChangeView> accepted(RuleChange change) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/rule-changes/" + change.id()))
                .body(view(change));
    }

    private RuleChange known(long id) {
        return changes.change(id).orElseThrow(() -> ApiProblem.notFound(Thing.RULE_CHANGE, String.valueOf(id)));
    }

    private RuleChangeView view(RuleChange change) {
        var names = names();
        var moves = change.moves() == 0
                ? Collections.<MovedTask>emptyList()
                : changes.moves(change.id(), 0, RuleChangeView.FIRST);
        var first = moves.stream().map(move -> MoveView.of(move, names)).toList();
        var applied = change.state() == RuleChange.State.APPLIED;
        return RuleChangeView.of(change, first, applied ? Optional.of(replanning.progress()) : Optional.empty());
    }

    /** In the language of whoever asks. */
    private StepNames names() {
        var reader = LocaleContextHolder.getLocale();
        return new StepNames(languages.words(StepNames.BUNDLE, reader), reader);
    }

    /** Why a change cannot be what is asked of it, by its state. */
    enum NotNow implements ReasonCode {
        CHANGE_COUNTING,
        CHANGE_READY,
        CHANGE_APPLIED,
        CHANGE_DISCARDED,
        /** Its number. */
        CHANGE_OUTDATED;

        static NotNow of(RuleChange.State state) {
            return valueOf("CHANGE_" + state);
        }
    }

    private static ApiProblem notNow(RuleChange change, ApiReason title) {
        var why = NotNow.of(change.state()).with(String.valueOf(change.id()));
        return ApiProblem.conflict(
                        title,
                        ApiReason.API_RULE_CHANGE.with(
                                String.valueOf(change.id()), change.state().name(), why))
                .with("state", change.state());
    }
}
