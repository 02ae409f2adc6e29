package org.duban.drill;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.WriterOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.duban.words.Words;
import org.springframework.core.io.ClassPathResource;

/** A drill as one HTML file that needs nothing from elsewhere. */
final class HtmlReport {

    private HtmlReport() {}

    static void write(DrillResult played, DrillFigures figures, Words words, Path file, Path csv) throws IOException {
        var page = new DrillPage(
                played,
                figures,
                words,
                new DrillSummary(played, figures, words),
                resource("report.css"),
                resource("report.js"),
                played.mails().isEmpty() ? "" : new MailData(played, figures, words).json(),
                csv.getFileName().toString());
        var engine = TemplateEngine.createPrecompiled(
                null, ContentType.Html, HtmlReport.class.getClassLoader(), "org.duban");
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            engine.render("drill/report.jte", page, new WriterOutput(out));
        }
    }

    private static String resource(String name) throws IOException {
        return new ClassPathResource("drill/" + name).getContentAsString(StandardCharsets.UTF_8);
    }
}
