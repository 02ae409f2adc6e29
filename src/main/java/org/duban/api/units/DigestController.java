package org.duban.api.units;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.LocalTime;
import java.util.Objects;
import org.duban.api.UnitFilter;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.directory.DigestTime;
import org.duban.directory.Digests;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.rest.ApiProblem;
import org.duban.rest.ApiReason;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shows and changes whether a unit wants what is not urgent in one mail a day. */
@RestController
@RequestMapping("/api/v1/units/{code}/digest")
@ConditionalOnRole(Role.DESK)
@Tag(name = "Digests", description = "What is not urgent in one mail a day")
final class DigestController {

    private final Digests digests;
    private final UnitFilter units;
    private final AuditTrail audit;
    private final TransactionOperations transactions;

    DigestController(Digests digests, UnitFilter units, AuditTrail audit, TransactionOperations transactions) {
        this.digests = digests;
        this.units = units;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * A digest.
     *
     * @param at the time of day in the unit's zone; null: each mail goes at once
     */
    @Schema(name = "Digest", example = "{\"at\": \"10:00\"}")
    record Digest(
            @Schema(
                    type = "string",
                    description = "the time of day, in the zone of the unit; null: each mail goes at once")
            @Nullable
            String at) {

        static Digest of(@Nullable LocalTime at) {
            return new Digest(at == null ? null : at.toString());
        }
    }

    @GetMapping
    @Operation(summary = "When a unit gets what is not urgent in one mail a day")
    @ApiResponse(responseCode = "200", description = "The time; none if each mail goes at once")
    @ApiResponse(responseCode = "404", description = "There is no such unit", content = @Content)
    Digest digest(@PathVariable String code) {
        units.knowing(code);
        return Digest.of(digests.of(code).orElse(null));
    }

    @PutMapping
    @Operation(
            summary = "Send a unit what is not urgent in one mail a day",
            description =
                    "Blue notices wait for this time on the unit's next working day; yellow and red ones go at once.")
    @ApiResponse(responseCode = "200", description = "Noted")
    @ApiResponse(responseCode = "400", description = "Something is wrong with it; nothing changed", content = @Content)
    @ApiResponse(responseCode = "404", description = "There is no such unit", content = @Content)
    Digest save(@PathVariable String code, @RequestBody Digest body, Principal user) {
        units.knowing(code);
        var at = DigestTime.read(body.at())
                .orElseThrow(() -> ApiProblem.field("at", body.at(), ApiReason.API_TIME_OF_DAY.with()));
        return Objects.requireNonNull(transactions.execute(transaction -> {
            digests.save(code, at);
            audit.write(user.getName(), AuditedAct.DIGEST_SAVED, code, DigestTime.detail(at));
            return Digest.of(at);
        }));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Send a unit each mail at once again", description = "What waits still comes at its time.")
    @ApiResponse(responseCode = "204", description = "So it is")
    @ApiResponse(responseCode = "404", description = "There is no such unit", content = @Content)
    void remove(@PathVariable String code, Principal user) {
        units.knowing(code);
        transactions.executeWithoutResult(transaction -> {
            if (digests.remove(code)) {
                audit.write(user.getName(), AuditedAct.DIGEST_REMOVED, code, DigestTime.detail(null));
            }
        });
    }
}
