package org.duban.api.units;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.util.UUID;
import org.duban.api.UnitFilter;
import org.duban.feeds.Feed;
import org.duban.feeds.Feeds;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.rest.ApiProblem;
import org.duban.rest.Page;
import org.duban.rest.Thing;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Makes and revokes the addresses of calendars that people subscribe to. */
@RestController
@RequestMapping("/api/v1/units/{code}/feeds")
@ConditionalOnRole(Role.DESK)
@Tag(
        name = "Feeds",
        description = "Calendars of a unit's deadlines to subscribe to; an office's show those of all units below it")
final class UnitFeedsController {

    private final Feeds feeds;
    private final UnitFilter units;

    UnitFeedsController(Feeds feeds, UnitFilter units) {
        this.feeds = feeds;
        this.units = units;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Make a calendar to subscribe to",
            description = "Whoever knows its address can read it; the address is told here and never again.")
    @ApiResponse(responseCode = "201", description = "Made")
    @ApiResponse(responseCode = "404", description = "There is no such unit", content = @Content)
    MadeView make(@PathVariable String code, Principal user) {
        units.knowing(code);
        return MadeView.of(feeds.make(code, user.getName()));
    }

    @GetMapping
    @Operation(summary = "The calendars of a unit that are not revoked, the oldest first, without their addresses")
    @ApiResponse(responseCode = "200", description = "All of them")
    @ApiResponse(responseCode = "404", description = "There is no such unit", content = @Content)
    Page<FeedView> feeds(@PathVariable String code) {
        units.knowing(code);
        return new Page<>(feeds.of(code).stream().map(FeedView::of).toList(), null);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke a calendar", description = "Its address opens nothing from now on.")
    @ApiResponse(responseCode = "204", description = "Revoked")
    @ApiResponse(responseCode = "404", description = "The unit has no such calendar", content = @Content)
    void revoke(@PathVariable String code, @PathVariable UUID id, Principal user) {
        if (!feeds.revoke(code, id, user.getName())) {
            throw ApiProblem.notFound(Thing.FEED, id.toString());
        }
    }

    /**
     * A calendar that was just made.
     *
     * @param url what people subscribe to; a secret
     */
    @Schema(name = "FeedMade", example = """
            {"id": "6f1c3f0e-0b1a-4c55-9d43-3a0f4b1c7e21", "madeAt": "2026-11-25T02:00:00Z", "madeBy": "admin", "url": "https://duban.example/feeds/kZ3mN0pQw.ics"}
            """)
    record MadeView(UUID id, Instant madeAt, String madeBy, URI url) {
        static MadeView of(Feeds.Made made) {
            var feed = made.feed();
            return new MadeView(feed.id(), feed.madeAt(), feed.madeBy(), made.url());
        }
    }

    /**
     * A calendar as callers see it.
     *
     * @param lastReadAt when it was last asked for, to the minute; null if never
     */
    @Schema(name = "Feed")
    record FeedView(
            UUID id,
            Instant madeAt,
            String madeBy,
            @Nullable Instant lastReadAt) {
        static FeedView of(Feed feed) {
            return new FeedView(feed.id(), feed.madeAt(), feed.madeBy(), feed.lastReadAt());
        }
    }
}
