package org.duban.api.units;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duban.api.UnitFilter;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.directory.Directory;
import org.duban.directory.Unit;
import org.duban.directory.UnitRefused;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.reasons.Reason;
import org.duban.rest.ApiProblem;
import org.duban.rest.ApiReason;
import org.duban.rest.Page;
import org.duban.rest.Thing;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows and saves the units. */
@RestController
@RequestMapping("/api/v1/units")
@ConditionalOnRole(Role.DESK)
@Tag(name = "Units", description = "Who answers for tasks, and who stands above them (责任单位)")
final class UnitsController {

    private final Directory directory;
    private final UnitFilter visible;
    private final AuditTrail audit;
    private final TransactionOperations transactions;

    UnitsController(Directory directory, UnitFilter visible, AuditTrail audit, TransactionOperations transactions) {
        this.directory = directory;
        this.visible = visible;
        this.audit = audit;
        this.transactions = transactions;
    }

    @GetMapping
    @Operation(summary = "All units that you see, by code")
    Page<UnitView> units(
            @Parameter(description = "next of the page before") @RequestParam(required = false) @Nullable String cursor,
            @Parameter(description = "1 to 500, usually 50") @RequestParam(required = false) @Nullable Integer limit) {
        var most = Page.limit(limit);
        var tree = visible.tree();
        var found = tree.units().stream()
                .filter(unit -> cursor == null || unit.code().compareTo(cursor) > 0)
                .sorted(Comparator.comparing(Unit::code))
                .limit(most + 1L)
                .toList();
        return Page.of(found, most, Unit::code).map(unit -> UnitView.of(unit, tree));
    }

    @GetMapping("/{code}")
    @Operation(summary = "One unit")
    UnitView unit(@PathVariable String code) {
        var tree = visible.tree();
        return tree.unit(code)
                .map(unit -> UnitView.of(unit, tree))
                .orElseThrow(() -> ApiProblem.notFound(Thing.UNIT, code));
    }

    @PutMapping("/{code}")
    @Operation(
            summary = "Add a unit, or replace the one of this code",
            description = "Its addresses count as reachable again.")
    @ApiResponse(responseCode = "200", description = "Replaced")
    @ApiResponse(responseCode = "201", description = "Added")
    @ApiResponse(responseCode = "400", description = "Something is wrong with it; nothing changed", content = @Content)
    ResponseEntity<UnitView> save(@PathVariable String code, @RequestBody UnitBody body, Principal user) {
        var unit = body.unit(code);
        var before = directory.tree().unit(code);
        var losses = new ArrayList<Reason>();
        transactions.executeWithoutResult(transaction -> {
            losses.addAll(directory.losses(List.of(unit)));
            save(unit);
            var detail = new HashMap<String, Object>(Map.of("after", unit.fields()));
            before.ifPresent(old -> detail.put("before", old.fields()));
            audit.write(user.getName(), AuditedAct.UNIT_SAVED, code, detail);
        });
        return ResponseEntity.status(before.isPresent() ? HttpStatus.OK : HttpStatus.CREATED)
                .body(unit(code).savedFrom(unit.emails(), losses));
    }

    private void save(Unit unit) {
        try {
            directory.save(List.of(unit));
        } catch (UnitRefused e) {
            throw ApiProblem.badRequest(ApiReason.TITLE_UNIT_REFUSED, e.why().get(0))
                    .with("field", e.whyOf(unit.code()).get(0).field())
                    .saying(e::in);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.badRequest(ApiReason.TITLE_UNIT_REFUSED, Reason.text(String.valueOf(e.getMessage())));
        }
    }
}
