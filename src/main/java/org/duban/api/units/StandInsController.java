package org.duban.api.units;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.LocalDate;
import org.duban.api.UnitFilter;
import org.duban.directory.StandIn;
import org.duban.directory.StandInChanges;
import org.duban.directory.StandInRefused;
import org.duban.directory.StandIns;
import org.duban.directory.UnitTree;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.rest.ApiProblem;
import org.duban.rest.Page;
import org.duban.rest.Thing;
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

/** Shows, saves and ends stand-ins. */
@RestController
@RequestMapping("/api/v1/units/{code}/stand-ins")
@ConditionalOnRole(Role.DESK)
@Tag(name = "Stand-ins", description = "Who gets the mails of an address while its owner is away (AB角)")
final class StandInsController {

    private final StandIns standIns;
    private final UnitFilter units;
    private final StandInChanges changes;

    StandInsController(StandIns standIns, UnitFilter units, StandInChanges changes) {
        this.standIns = standIns;
        this.units = units;
        this.changes = changes;
    }

    @GetMapping
    @Operation(summary = "All stand-ins that a unit has entered, also those that are over, the earliest first")
    @ApiResponse(responseCode = "200", description = "All of them")
    @ApiResponse(responseCode = "404", description = "There is no such unit", content = @Content)
    Page<StandInView> standIns(@PathVariable String code) {
        var tree = units.knowing(code);
        return new Page<>(
                standIns.of(code).stream()
                        .map(standIn -> StandInView.of(standIn, tree))
                        .toList(),
                null);
    }

    @PutMapping("/{name}")
    @Operation(
            summary = "Add a stand-in, or replace the one of this name",
            description = "From the first to the last day, in the unit's zone, mails to the contact go to the deputy.")
    @ApiResponse(responseCode = "200", description = "Replaced")
    @ApiResponse(responseCode = "201", description = "Added")
    @ApiResponse(responseCode = "400", description = "Something is wrong with it; nothing changed", content = @Content)
    @ApiResponse(responseCode = "404", description = "There is no such unit", content = @Content)
    ResponseEntity<StandInView> save(
            @PathVariable String code,
            @Parameter(description = "your name for it, such as dawa-2026-12") @PathVariable String name,
            @RequestBody StandInBody body,
            Principal user) {
        units.knowing(code);
        var saved = save(body.standIn(code, name), user.getName());
        return ResponseEntity.status(saved.added() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(StandInView.of(saved.standIn(), units.tree()));
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take a stand-in back", description = "Mails to the contact go to the contact again, at once.")
    @ApiResponse(responseCode = "204", description = "Taken back")
    @ApiResponse(responseCode = "404", description = "The unit has no such stand-in", content = @Content)
    void remove(@PathVariable String code, @PathVariable String name, Principal user) {
        if (!changes.remove(code, name, user.getName())) {
            throw ApiProblem.notFound(Thing.STAND_IN, name);
        }
    }

    private StandInChanges.Saved save(StandIn asked, String user) {
        try {
            return changes.save(asked, user);
        } catch (StandInRefused e) {
            throw ApiProblem.flaw(e.why(), e.value());
        }
    }

    /**
     * A stand-in as callers see it.
     *
     * @param unreachable whether a mail server has refused the deputy's address for good, so that the contact gets the mails
     */
    @Schema(name = "StandIn")
    record StandInView(
            String name,
            String contact,
            String deputy,
            String deputyName,
            LocalDate from,
            LocalDate to,
            boolean unreachable) {
        static StandInView of(StandIn standIn, UnitTree tree) {
            return new StandInView(
                    standIn.name(),
                    standIn.contact(),
                    standIn.deputy(),
                    standIn.deputyName(),
                    standIn.from(),
                    standIn.to(),
                    !tree.reaches(standIn.deputy()));
        }
    }
}
