package org.duban.drill;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All mails of a drill as a CSV for spreadsheets, one a row. */
final class CsvReport {

    private static final List<String> HEADER = List.of(
            "date",
            "time",
            "zone",
            "recipient",
            "recipient_name",
            "address",
            "kind",
            "level",
            "subject",
            "items",
            "tasks",
            "steps",
            "step_names",
            "bytes");

    private CsvReport() {}

    static void write(DrillResult played, Path file) throws IOException {
        // Without the mark, spreadsheets take the file for one in the encoding of their country.
        Files.writeString(file, "\uFEFF", StandardCharsets.UTF_8);
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8, java.nio.file.StandardOpenOption.APPEND);
                var csv = CsvWriter.builder().build(out)) {
            csv.writeRecord(HEADER);
            for (var mail : played.mails()) {
                csv.writeRecord(row(mail, played).map(CsvReport::harmless).toArray(String[]::new));
            }
        }
    }

    private static Stream<String> row(SentMail mail, DrillResult played) {
        var zone = played.units().unit(mail.recipient()).orElseThrow().zone();
        var seconds = mail.local().get(ChronoField.SECOND_OF_MINUTE) > 0;
        return Stream.of(
                mail.day().toString(),
                DateTimeFormatter.ofPattern(seconds ? "HH:mm:ss" : "HH:mm").format(mail.local()),
                zone.getId(),
                mail.recipient(),
                played.nameOf(mail.recipient()),
                mail.address(),
                mail.kind().name(),
                mail.level().name(),
                mail.subject(),
                String.valueOf(mail.items().size()),
                mail.items().stream().map(SentMail.Item::task).collect(Collectors.joining(";")),
                mail.items().stream().map(SentMail.Item::step).distinct().collect(Collectors.joining(";")),
                mail.items().stream().map(played::labelOf).distinct().collect(Collectors.joining(";")),
                String.valueOf(mail.bytes()));
    }

    /** A spreadsheet takes a cell that begins like this for a formula; full-width signs too, in East Asian ones. */
    static String harmless(String cell) {
        return !cell.isEmpty() && "=+-@\t\r\n＝＋－＠".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
