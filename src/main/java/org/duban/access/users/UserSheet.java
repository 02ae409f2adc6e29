package org.duban.access.users;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.files.BadInput;
import org.duban.files.CsvCell;
import org.duban.files.CsvTable;
import org.duban.files.InputFile;
import org.duban.files.Mistakes;

/** A list of accounts as a CSV, which offices write and read in spreadsheets. */
public final class UserSheet {

    /** So many people one office has at most. */
    static final int MOST_ROWS = 2_000;

    private static final String NAME = "name";
    private static final String SHOWN = "display_name";
    private static final String MAIL = "mail";
    private static final String LANGUAGE = "language";
    private static final String MEMBERSHIPS = "memberships";
    private static final List<String> NEEDED = List.of(NAME, SHOWN);
    private static final List<String> OPTIONAL = List.of(MAIL, LANGUAGE, MEMBERSHIPS);

    /** How a header may call the columns, too. */
    private static final Map<String, String> CHINESE =
            Map.of("用户名", NAME, "姓名", SHOWN, "邮箱", MAIL, "语言", LANGUAGE, "角色", MEMBERSHIPS);

    private UserSheet() {}

    /**
     * A row that was read, with nothing checked but that it is one.
     *
     * @param columns those that the list has
     */
    record Asked(long line, AccountDraft draft, Set<String> columns) {

        Asked {
            columns = Set.copyOf(columns);
        }

        /** What a list has no column for stays as it is. */
        AccountDraft over(Account before) {
            return new AccountDraft(
                    draft.name(),
                    draft.displayName(),
                    columns.contains(MAIL) ? draft.mail() : before.mail(),
                    columns.contains(LANGUAGE) ? draft.language() : before.language(),
                    columns.contains(MEMBERSHIPS) ? draft.memberships() : before.roles());
        }
    }

    /**
     * What stands in a file.
     *
     * @param mistakes of the file itself, in which case there are no rows
     */
    record Read(List<Asked> rows, List<UserRow> mistakes) {}

    static Read read(InputFile file) {
        try {
            var table = CsvTable.readStrictly(withKnownHeader(file), NEEDED, OPTIONAL);
            var mistakes = new Mistakes();
            var rows = table.rows(mistakes, row -> new Asked(row.line(), draft(row), columns(row)));
            mistakes.throwByLine();
            if (rows.isEmpty() || rows.size() > MOST_ROWS) {
                return new Read(
                        List.of(),
                        List.of(UserRow.wrong(
                                0,
                                "",
                                new AccountRefused(
                                        rows.isEmpty() ? AccountReason.SHEET_EMPTY : AccountReason.SHEET_MANY,
                                        "",
                                        String.valueOf(rows.size()),
                                        String.valueOf(MOST_ROWS)))));
            }
            return new Read(rows, twice(rows));
        } catch (BadInput e) {
            return new Read(
                    List.of(), e.mistakes().stream().map(UserSheet::wrong).toList());
        }
    }

    private static InputFile withKnownHeader(InputFile file) {
        var lines = file.text().split("\n", 2);
        var header = lines[0];
        for (var each : CHINESE.entrySet()) {
            header = header.replace(each.getKey(), each.getValue());
        }
        return InputFile.ofText(file.name(), header + (lines.length > 1 ? "\n" + lines[1] : ""));
    }

    private static UserRow wrong(BadInput.Mistake mistake) {
        var known = NEEDED.contains(mistake.field()) || OPTIONAL.contains(mistake.field());
        return UserRow.wrong(
                mistake.line(),
                "",
                new AccountRefused(
                        known ? AccountReason.SHEET_COLUMN : AccountReason.SHEET_UNREADABLE,
                        mistake.field(),
                        known ? mistake.field() : mistake.why().english(),
                        mistake.why().at(mistake.field())));
    }

    private static List<UserRow> twice(List<Asked> rows) {
        var seen = new HashSet<String>();
        var mistakes = new ArrayList<UserRow>();
        for (var row : rows) {
            var name = row.draft().name();
            if (!name.isEmpty() && !seen.add(name)) {
                mistakes.add(
                        UserRow.wrong(row.line(), name, new AccountRefused(AccountReason.SHEET_TWICE, NAME, name)));
            }
        }
        return mistakes;
    }

    private static Set<String> columns(CsvTable.Row row) {
        return OPTIONAL.stream().filter(row::has).collect(Collectors.toSet());
    }

    private static AccountDraft draft(CsvTable.Row row) {
        return new AccountDraft(
                Normalizer.normalize(cell(row, NAME), Normalizer.Form.NFC),
                cell(row, SHOWN),
                cell(row, MAIL),
                cell(row, LANGUAGE),
                memberships(cell(row, MEMBERSHIPS)));
    }

    private static String cell(CsvTable.Row row, String column) {
        return CsvCell.read(row.field(column).orElse(""));
    }

    /** Between semicolons, or on lines of their own within the cell. */
    private static List<String> memberships(String cell) {
        return Stream.of(cell.split("[;；\n]"))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    /** The same as a CSV that can be read again; no cell of it is a formula. */
    static String write(List<Account> accounts) {
        var text = new StringWriter();
        // Without it Excel takes UTF-8 for something else.
        text.write('\uFEFF');
        try (var csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(Stream.concat(NEEDED.stream(), OPTIONAL.stream()).toList());
            accounts.forEach(account -> csv.writeRecord(Stream.of(
                            account.name(),
                            account.displayName(),
                            Objects.requireNonNullElse(account.mail(), ""),
                            Objects.requireNonNullElse(account.language(), ""),
                            String.join(";", account.roles()))
                    .map(CsvCell::write)
                    .toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Whether nothing would change. */
    static boolean same(Account one, Account other) {
        return one.displayName().equals(other.displayName())
                && Objects.equals(one.mail(), other.mail())
                && Objects.equals(one.language(), other.language())
                && Set.copyOf(one.memberships()).equals(Set.copyOf(other.memberships()));
    }
}
