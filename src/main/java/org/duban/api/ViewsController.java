package org.duban.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.rest.ApiProblem;
import org.duban.rest.ApiReason;
import org.duban.rest.Page;
import org.duban.rest.Thing;
import org.duban.views.MyViews;
import org.duban.views.SavedView;
import org.duban.views.ViewMistake;
import org.duban.views.ViewRefused;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** Shows, keeps and deletes the caller's views of the ledger. */
@RestController
@RequestMapping("/api/v1/views")
@ConditionalOnRole(Role.DESK)
@Tag(name = "Views", description = "Views of the ledger that you keep under names; nobody else sees them")
final class ViewsController {

    private final MyViews views;
    private final Languages languages;

    ViewsController(MyViews views, Languages languages) {
        this.views = views;
        this.languages = languages;
    }

    /**
     * A view as callers keep it.
     *
     * @param query what stands behind the question mark of the ledger's address on the desk, percent-encoded
     */
    @Schema(name = "NewView", example = """
            {"query": "mine=SUPERVISE&status=open&lamp=RED&order=DEADLINE"}
            """)
    record ViewBody(@Nullable String query) {}

    /**
     * A view as callers see it.
     *
     * @param address where the desk shows it
     */
    @Schema(name = "View")
    record ViewOfLedger(@Schema(example = "本周红灯") String name, String query, String address, Instant savedAt) {
        static ViewOfLedger of(SavedView view) {
            return new ViewOfLedger(view.name(), view.query(), "/desk/tasks?" + view.query(), view.savedAt());
        }
    }

    @GetMapping
    @Operation(summary = "Your views, by name; at most 50")
    Page<ViewOfLedger> views() {
        return new Page<>(views.all().stream().map(ViewOfLedger::of).toList(), null);
    }

    @GetMapping("/{name}")
    @Operation(summary = "One of your views")
    ViewOfLedger view(@PathVariable String name) {
        return views.view(name).map(ViewOfLedger::of).orElseThrow(() -> ApiProblem.notFound(Thing.VIEW, name));
    }

    @PutMapping("/{name}")
    @Operation(
            summary = "Keep a view, or replace the one of this name",
            description = "A name has at most 60 characters. What is wrong is told in the language that you accept.")
    @ApiResponse(responseCode = "200", description = "Replaced")
    @ApiResponse(responseCode = "201", description = "Kept; Location is where it is")
    @ApiResponse(responseCode = "400", description = "Something is wrong with it; nothing changed", content = @Content)
    @ApiResponse(responseCode = "409", description = "You keep 50 already", content = @Content)
    ResponseEntity<ViewOfLedger> save(@PathVariable String name, @RequestBody ViewBody body) {
        try {
            var saved = views.save(name, body.query());
            var view = ViewOfLedger.of(saved.view());
            return saved.made() ? ResponseEntity.created(location(view.name())).body(view) : ResponseEntity.ok(view);
        } catch (ViewRefused e) {
            throw e.mistake() == ViewMistake.MANY
                    ? ApiProblem.conflict(ApiReason.TITLE_TOO_MANY_VIEWS, e.reason())
                    : ApiProblem.field(e.field(), e.value(), e.reason());
        }
    }

    private static URI location(String name) {
        return URI.create("/api/v1/views/" + UriUtils.encode(name, StandardCharsets.UTF_8));
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a view")
    @ApiResponse(responseCode = "204", description = "Deleted")
    void remove(@PathVariable String name) {
        if (!views.remove(name)) {
            throw ApiProblem.notFound(Thing.VIEW, name);
        }
    }
}
