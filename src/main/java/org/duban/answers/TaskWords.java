package org.duban.answers;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.ledger.Task;
import org.duban.words.Languages;
import org.duban.words.Reason;
import org.duban.words.Words;

/** The words in which one unit reads of tasks: its language, its clock, its names. */
final class TaskWords {

    final Words words;
    final Words reasons;
    private final UnitTree units;
    private final ZoneId zone;

    /** @param otherwise the language for a unit that is not there any more */
    TaskWords(String reader, UnitTree units, Languages languages, Locale otherwise) {
        var unit = units.unit(reader);
        var locale = unit.map(Unit::locale).orElse(otherwise);
        this.words = languages.words(AnswerPages.BUNDLE, locale);
        this.reasons = languages.words(Reason.BUNDLE, locale);
        this.units = units;
        this.zone = unit.map(Unit::zone).orElse(ZoneOffset.UTC);
    }

    String name(String code) {
        return units.unit(code)
                .map(unit -> words.name(unit.nameZh(), unit.nameEn()))
                .orElse(code);
    }

    String deadline(Task of) {
        var at = of.deadline().at();
        return at == null ? words.day(of.deadline().date()) : time(at);
    }

    /** A date or instant as an event gave it. */
    String day(String deadline) {
        return deadline.length() <= 10 ? words.day(LocalDate.parse(deadline)) : time(Instant.parse(deadline));
    }

    String time(Instant at) {
        return words.time(at.atZone(zone));
    }

    String status(Task of) {
        return words.say("status." + of.status());
    }

    /** What the lead unit has reported; empty before it has reported anything. */
    Optional<String> progress(Task of) {
        return Optional.ofNullable(of.reports().percent()).map(percent -> percent + "%");
    }
}
