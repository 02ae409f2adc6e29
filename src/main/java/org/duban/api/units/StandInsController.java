package org.duban.api.units;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.duban.api.UnitFilter;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.directory.StandIn;
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
import org.springframework.transaction.support.TransactionOperations;
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
    private final AuditTrail audit;
    private final TransactionOperations transactions;

    StandInsController(StandIns standIns, UnitFilter units, AuditTrail audit, TransactionOperations transactions) {
        this.standIns = standIns;
        this.units = units;
        this.audit = audit;
        this.transactions = transactions;
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
        var asked = body.standIn(code, name);
        var before = standIn(code, name);
        var saved = Objects.requireNonNull(transactions.execute(transaction -> {
            var standIn = save(asked);
            var detail = new HashMap<String, Object>(Map.of("standIn", name, "after", auditable(standIn)));
            before.ifPresent(old -> detail.put("before", auditable(old)));
            audit.write(user.getName(), AuditedAct.STAND_IN_SAVED, code, detail);
            return standIn;
        }));
        return ResponseEntity.status(before.isPresent() ? HttpStatus.OK : HttpStatus.CREATED)
                .body(StandInView.of(saved, units.tree()));
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take a stand-in back", description = "Mails to the contact go to the contact again, at once.")
    @ApiResponse(responseCode = "204", description = "Taken back")
    @ApiResponse(responseCode = "404", description = "The unit has no such stand-in", content = @Content)
    void remove(@PathVariable String code, @PathVariable String name, Principal user) {
        var before = standIn(code, name).orElseThrow(() -> ApiProblem.notFound(Thing.STAND_IN, name));
        transactions.executeWithoutResult(transaction -> {
            if (standIns.remove(code, name)) {
                var detail = Map.of("standIn", name, "before", auditable(before));
                audit.write(user.getName(), AuditedAct.STAND_IN_REMOVED, code, detail);
            }
        });
    }

    private StandIn save(StandIn asked) {
        try {
            return standIns.save(asked);
        } catch (StandInRefused e) {
            throw ApiProblem.flaw(e.why(), e.value());
        }
    }

    private Optional<StandIn> standIn(String code, String name) {
        return standIns.of(code).stream()
                .filter(standIn -> standIn.name().equals(name))
                .findFirst();
    }

    private static Map<String, String> auditable(StandIn standIn) {
        return Map.of(
                "contact", standIn.contact(),
                "deputy", standIn.deputy(),
                "deputyName", standIn.deputyName(),
                "from", standIn.from().toString(),
                "to", standIn.to().toString());
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
