package org.duban.api.users;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.function.Supplier;
import org.duban.access.users.Account;
import org.duban.access.users.AccountRefused;
import org.duban.access.users.Accounts;
import org.duban.access.users.Invitations;
import org.duban.api.Parameters;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.rest.ApiProblem;
import org.duban.rest.Page;
import org.duban.rest.Thing;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** Shows, adds, changes and ends accounts, as far as they are the caller's to manage. */
@RestController
@RequestMapping("/api/v1/users")
@ConditionalOnRole(Role.DESK)
@Tag(
        name = "Users",
        description =
                "Who may log in, and with which roles at which units. An administrator manages all; an office those whose"
                        + " roles all lie at its unit or below it, and others are not there for it")
final class UsersController {

    private final Accounts accounts;
    private final ObjectProvider<Invitations> invitations;

    UsersController(Accounts accounts, ObjectProvider<Invitations> invitations) {
        this.accounts = accounts;
        this.invitations = invitations;
    }

    /**
     * A user who was just added.
     *
     * @param password the first password; it is told here and never again
     */
    @Schema(name = "UserMade")
    record MadeView(UserView user, String password) {
        @Override
        public String toString() {
            return user.name();
        }
    }

    /**
     * A password that was just made.
     *
     * @param password it is told here and never again
     */
    @Schema(name = "PasswordMade")
    record PasswordView(String password) {
        @Override
        public String toString() {
            return "a password";
        }
    }

    @GetMapping
    @Operation(summary = "All users that you may manage, by name")
    Page<UserView> users(
            @Parameter(description = "next of the page before") @RequestParam(required = false) @Nullable String cursor,
            @Parameter(description = "1 to 500, usually 50") @RequestParam(required = false) @Nullable Integer limit) {
        var most = Page.limit(limit);
        var found = accounts.find(Parameters.given(cursor), most + 1);
        return Page.of(found, most, Account::name).map(UserView::of);
    }

    @GetMapping("/{name}")
    @Operation(summary = "One user")
    UserView user(@PathVariable String name) {
        return accounts.account(known(name)).map(UserView::of).orElseThrow(() -> ApiProblem.notFound(Thing.USER, name));
    }

    @PostMapping
    @Operation(summary = "Add a user", description = "The first password is told in the answer and never again.")
    @ApiResponse(responseCode = "201", description = "Added")
    @ApiResponse(
            responseCode = "400",
            description = "Something is wrong with it, or it is not yours to give; nothing changed",
            content = @Content)
    ResponseEntity<MadeView> add(@RequestBody UserBody body) {
        var draft = body.draft();
        var made = checked(() -> accounts.add(draft));
        var place = UriComponentsBuilder.fromPath("/api/v1/users/{name}")
                .encode()
                .buildAndExpand(made.account().name())
                .toUri();
        return ResponseEntity.created(place)
                .cacheControl(CacheControl.noStore())
                .body(new MadeView(UserView.of(made.account()), made.password()));
    }

    @PutMapping("/{name}")
    @Operation(summary = "Give a user these particulars and roles instead of those before")
    @ApiResponse(responseCode = "200", description = "Changed, from the next request on")
    @ApiResponse(
            responseCode = "400",
            description = "Something is wrong with it, or it is not yours to give; nothing changed",
            content = @Content)
    UserView change(@PathVariable String name, @RequestBody UserBody body) {
        var draft = body.draft(known(name));
        return checked(() -> accounts.change(draft))
                .map(UserView::of)
                .orElseThrow(() -> ApiProblem.notFound(Thing.USER, name));
    }

    @PostMapping("/{name}/password")
    @Operation(
            summary = "Give a user a new password",
            description = "It is told in the answer and never again; the one before opens nothing any more.")
    @ApiResponse(responseCode = "200", description = "Made")
    ResponseEntity<PasswordView> resetPassword(@PathVariable String name) {
        var password = accounts.resetPassword(known(name)).orElseThrow(() -> ApiProblem.notFound(Thing.USER, name));
        invitations.ifAvailable(links -> links.forget(name));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new PasswordView(password));
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End a user", description = "The audit trail goes on naming what the person did.")
    @ApiResponse(responseCode = "204", description = "Ended")
    @ApiResponse(responseCode = "400", description = "It is the last administrator", content = @Content)
    void remove(@PathVariable String name) {
        if (!checked(() -> accounts.remove(known(name)))) {
            throw ApiProblem.notFound(Thing.USER, name);
        }
    }

    /** PostgreSQL has no NUL in its texts. */
    private static String known(String name) {
        return name.replace('\0', '\uFFFD');
    }

    private static <T> T checked(Supplier<T> act) {
        try {
            return act.get();
        } catch (AccountRefused e) {
            throw ApiProblem.flaw(e.why(), e.value());
        }
    }
}
