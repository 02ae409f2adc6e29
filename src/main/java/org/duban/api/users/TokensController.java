package org.duban.api.users;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.duban.access.Membership;
import org.duban.access.users.AccountRefused;
import org.duban.access.users.ApiToken;
import org.duban.access.users.ApiTokens;
import org.duban.api.Parameters;
import org.duban.files.Blank;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.rest.ApiProblem;
import org.duban.rest.ApiReason;
import org.duban.rest.Page;
import org.duban.rest.Thing;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Makes, shows and revokes the caller's API tokens. */
@RestController
@RequestMapping("/api/v1/tokens")
@ConditionalOnRole(Role.DESK)
@Tag(name = "Tokens", description = "Secrets with which your programs log in, as bearer tokens")
final class TokensController {

    private final ApiTokens tokens;

    TokensController(ApiTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * A token as callers ask for it.
     *
     * @param label what it is for
     * @param memberships what it may at most: some of your roles, or {@code READER@} of what you see
     * @param until the last day on which it is good, in UTC, at most 366 days from now; usually 90
     */
    @Schema(name = "NewToken", example = """
            {"label": "weekly report", "memberships": ["READER@gyangze-office"], "until": "2027-01-31"}
            """)
    record TokenBody(
            @Nullable String label,
            @Nullable List<@Nullable String> memberships,
            @Nullable String until) {

        @Nullable
        LocalDate lastDay() {
            var written = Parameters.given(until);
            try {
                return written == null ? null : Parameters.day("until", LocalDate.parse(Blank.strip(written)));
            } catch (DateTimeParseException e) {
                throw ApiProblem.field("until", until, ApiReason.API_WRITE_DATE.with());
            }
        }
    }

    /**
     * A token as callers see it.
     *
     * @param lastUsedAt to the minute; null if never
     */
    @Schema(name = "Token")
    record TokenView(
            UUID id,
            String label,
            List<String> memberships,
            Instant madeAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt) {
        static TokenView of(ApiToken token) {
            return new TokenView(
                    token.id(),
                    token.label(),
                    token.memberships().stream().map(Membership::text).toList(),
                    token.madeAt(),
                    token.expiresAt(),
                    token.lastUsedAt());
        }
    }

    /**
     * A token that was just made.
     *
     * @param secret what your program sends as its bearer token; it is told here and never again
     */
    @Schema(name = "TokenMade")
    record MadeView(TokenView token, String secret) {
        @Override
        public String toString() {
            return token.id().toString();
        }
    }

    @GetMapping
    @Operation(summary = "Your tokens, the oldest first, without their secrets")
    Page<TokenView> tokens() {
        return new Page<>(tokens.all().stream().map(TokenView::of).toList(), null);
    }

    @PostMapping
    @Operation(
            summary = "Make a token",
            description =
                    "It never may more than you: what you lose, it loses. Its secret is told in the answer and never again.")
    @ApiResponse(responseCode = "201", description = "Made")
    @ApiResponse(
            responseCode = "400",
            description = "Something is wrong with it, it would be able to do more than you, or you have no account",
            content = @Content)
    ResponseEntity<MadeView> make(@RequestBody TokenBody body) {
        var roles = body.memberships() == null ? List.<@Nullable String>of() : body.memberships();
        try {
            var made = tokens.make(
                    body.label(),
                    roles.stream()
                            .map(role -> Objects.requireNonNullElse(role, ""))
                            .toList(),
                    body.lastDay());
            return ResponseEntity.status(HttpStatus.CREATED)
                    .cacheControl(CacheControl.noStore())
                    .body(new MadeView(TokenView.of(made.token()), made.secret()));
        } catch (AccountRefused e) {
            throw ApiProblem.flaw(e.why(), e.value());
        }
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke a token", description = "It opens nothing from now on.")
    @ApiResponse(responseCode = "204", description = "Revoked")
    void revoke(@PathVariable UUID id) {
        if (!tokens.revoke(id)) {
            throw ApiProblem.notFound(Thing.TOKEN, id.toString());
        }
    }
}
