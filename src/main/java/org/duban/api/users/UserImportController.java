package org.duban.api.users;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import org.duban.access.PresentUser;
import org.duban.access.users.AccountRefused;
import org.duban.access.users.Accounts;
import org.duban.access.users.Invitations;
import org.duban.access.users.UserRow;
import org.duban.access.users.UserRow.Outcome;
import org.duban.files.InputFile;
import org.duban.gate.SpokenProblem.Spoken;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.reasons.Wording;
import org.duban.rest.ApiProblem;
import org.duban.rest.ApiReason;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists of accounts over REST. */
@RestController
@ConditionalOnRole(Role.DESK)
@Tag(name = "Users")
final class UserImportController {

    private static final String CSV = "text/csv;charset=UTF-8";

    private final Accounts accounts;
    private final ObjectProvider<Invitations> invitations;
    private final PresentUser user;
    private final Languages languages;

    UserImportController(
            Accounts accounts, ObjectProvider<Invitations> invitations, PresentUser user, Languages languages) {
        this.accounts = accounts;
        this.invitations = invitations;
        this.user = user;
        this.languages = languages;
    }

    /**
     * What became of a list, or would become of it.
     *
     * @param applied false: it was only looked at
     * @param invited how many links to choose a password are on their way
     */
    @Schema(name = "UserImport")
    record Taken(boolean applied, int added, int changed, int same, int invited, List<Line> rows) {

        Taken {
            rows = List.copyOf(rows);
        }
    }

    /**
     * A row of a list.
     *
     * @param line counted from 1
     */
    @Schema(name = "UserImportRow")
    record Line(long line, String name, Outcome outcome) {}

    /** What is wrong with a row. */
    @Schema(name = "UserImportMistake")
    record Mistake(
            long line, String name, String field, @Nullable String value, String problem, String cure) {

        static Mistake of(UserRow row, Wording words) {
            var wrong = Objects.requireNonNull(row.mistake());
            return new Mistake(
                    row.line(),
                    row.name(),
                    wrong.field(),
                    wrong.value(),
                    wrong.why().problem(words),
                    wrong.why().cure(words).orElse(""));
        }
    }

    @PostMapping(path = "/api/v1/users/import", consumes = "text/csv")
    @Operation(
            summary = "Take a list of users over",
            description =
                    "A CSV with the columns name, display_name, mail, language, memberships (between semicolons), in UTF-8 or"
                            + " GB 18030. All of it or nothing: users that are new are added, the others get what stands there,"
                            + " and those that are not in it stay as they are. A second time nothing changes.")
    @ApiResponse(responseCode = "200", description = "What became of each row")
    @ApiResponse(
            responseCode = "400",
            description = "Rows are wrong, or not yours to give: `mistakes` names them; nothing changed",
            content = @Content)
    Taken take(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
                    @RequestBody(required = false)
                    byte @Nullable [] sheet,
            @Parameter(description = "true: only look what it would change") @RequestParam(defaultValue = "false")
                    boolean dryRun,
            @Parameter(description = "true: mail those that are new a link to choose a password")
                    @RequestParam(defaultValue = "false")
                    boolean invite) {
        var file = InputFile.ofSheet("users.csv", Objects.requireNonNullElse(sheet, new byte[0]));
        var rows = refusing(dryRun ? accounts.read(file) : taken(file));
        var invited = invite && !dryRun ? invite(rows) : 0;
        return new Taken(
                !dryRun,
                UserRow.count(rows, Outcome.ADDED),
                UserRow.count(rows, Outcome.CHANGED),
                UserRow.count(rows, Outcome.SAME),
                invited,
                rows.stream()
                        .map(row -> new Line(row.line(), row.name(), Objects.requireNonNull(row.outcome())))
                        .toList());
    }

    private List<UserRow> taken(InputFile file) {
        try {
            return accounts.take(file);
        } catch (AccountRefused e) {
            throw ApiProblem.badRequest(ApiReason.TITLE_UNUSABLE_VALUE, e.why());
        }
    }

    private static List<UserRow> refusing(List<UserRow> rows) {
        var wrong = rows.stream().filter(row -> row.mistake() != null).toList();
        if (!wrong.isEmpty()) {
            var first = wrong.get(0);
            throw ApiProblem.badRequest(
                            ApiReason.TITLE_UNUSABLE_LIST,
                            ApiReason.API_LINE.with(
                                    String.valueOf(first.line()),
                                    Objects.requireNonNull(first.mistake()).why()))
                    .with("mistakes", (Spoken) words ->
                            wrong.stream().map(row -> Mistake.of(row, words)).toList());
        }
        return rows;
    }

    /** @return how many could be mailed to */
    private int invite(List<UserRow> rows) {
        var language = languages.preferred(null).toLanguageTag();
        return (int) rows.stream()
                .filter(row -> row.outcome() == Outcome.ADDED)
                .filter(row -> invitations.stream()
                        .anyMatch(each -> each.invite(Objects.requireNonNull(row.account()), user.name(), language)))
                .count();
    }

    @GetMapping(path = "/api/v1/users.csv", produces = CSV)
    @Operation(summary = "All users that you may manage, as a list that can be taken over again")
    @ApiResponse(
            responseCode = "200",
            description = "The list, for spreadsheets: in UTF-8, and no cell is a formula",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    String sheet() {
        return accounts.sheet();
    }
}
