package org.duban.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import org.duban.access.PresentUser;
import org.duban.auditor.Findings;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.rest.Page;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what the auditor has found. */
@RestController
@RequestMapping("/api/v1/audit-findings")
@ConditionalOnRole(Role.DESK)
@Tag(name = "Audit findings", description = "What should have been told and was not, and whether it has been since")
final class AuditFindingsController {

    private final Findings findings;
    private final PresentUser user;
    private final Languages languages;

    AuditFindingsController(Findings findings, PresentUser user, Languages languages) {
        this.findings = findings;
        this.user = user;
        this.languages = languages;
    }

    @GetMapping
    @Operation(summary = "Gaps that the auditor has found, the newest first")
    Page<FindingView> find(
            @Parameter(description = "true: those that are there still; false: those that are healed")
                    @RequestParam(required = false)
                    @Nullable
                    Boolean open,
            @Parameter(description = "next of the page before") @RequestParam(required = false) @Nullable Long cursor,
            @Parameter(description = "1 to 500, usually 50") @RequestParam(required = false) @Nullable Integer limit,
            Locale reader) {
        var most = Page.limit(limit);
        return Page.of(
                        findings.find(open, cursor, most + 1, user.scope()),
                        most,
                        finding -> String.valueOf(finding.id()))
                .map(finding -> FindingView.of(finding, languages, reader));
    }
}
