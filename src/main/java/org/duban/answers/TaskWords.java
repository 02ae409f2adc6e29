package org.duban.answers;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.answers.AnswerPage.Fact;
import org.duban.answers.AnswerPage.Link;
import org.duban.content.NoticeLine.AlsoTold;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.reasons.Reason;
import org.duban.task.Reports;
import org.duban.task.Task;
import org.duban.task.TaskStatus;
import org.duban.words.Languages;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/** The words in which one unit reads of tasks: its language, its clock, its names. */
final class TaskWords {

    final Words words;
    final Words reasons;
    private final UnitTree units;
    private final ZoneId zone;

    /** @param otherwise the language for a unit that is not there any more */
    TaskWords(String reader, UnitTree units, Languages languages, Locale otherwise) {
        this(
                units,
                languages,
                units.unit(reader).map(Unit::locale).orElse(otherwise),
                units.unit(reader).map(Unit::zone).orElse(ZoneOffset.UTC));
    }

    TaskWords(UnitTree units, Languages languages, Locale locale, ZoneId zone) {
        this.words = languages.words(AnswerPages.BUNDLE, locale);
        this.reasons = languages.words(Reason.BUNDLE, locale);
        this.units = units;
        this.zone = zone;
    }

    String name(String code) {
        return units.unit(code)
                .map(unit -> words.name(unit.nameZh(), unit.nameEn()))
                .orElse(code);
    }

    /** All that is shown of a task. */
    List<Fact> facts(Task task) {
        var facts = new ArrayList<Fact>();
        facts.add(fact("task", task.matter().title()));
        if (task.matter().description() != null) {
            facts.add(fact("description", task.matter().description()));
        }
        facts.add(fact("lead-unit", name(task.leadUnit())));
        facts.add(fact("deadline", deadline(task)));
        facts.add(fact("status", status(task)));
        hold(task).ifPresent(facts::add);
        progress(task).ifPresent(percent -> facts.add(fact("progress", percent)));
        if (task.request() != null) {
            facts.add(fact("requested", day(task.request().deadline())));
            facts.add(fact("asker", name(units.present(task.asker()).orElse(task.asker()))));
            if (task.request().reason() != null) {
                facts.add(fact("reason", task.request().reason()));
            }
        }
        facts.addAll(completion(task));
        facts.addAll(standing(task));
        facts.add(fact("id", called(task)));
        return facts;
    }

    /** Its number, and beside it its id. */
    String called(Task task) {
        return task.number() == null ? task.id() : words.say("number.and-id", task.number(), task.id());
    }

    /** Whether it is held, until when and why. */
    private Optional<Fact> hold(Task task) {
        var hold = task.hold();
        if (!hold.held() || !task.open()) {
            return Optional.empty();
        }
        var until = hold.until() == null ? words.say("hold.open") : words.say("hold.until", time(hold.until()));
        return Optional.of(fact("hold", hold.reason() == null ? until : until + "\n" + hold.reason()));
    }

    /** Who else was told; empty if that is nobody, or nobody knows. */
    Optional<Fact> alsoTold(@Nullable AlsoTold told) {
        if (told == null || told.number() == 0) {
            return Optional.empty();
        }
        var names = told.named().stream()
                .map(unit -> words.name(unit.zh(), unit.en()))
                .collect(Collectors.joining(words.say("list.comma")));
        var more = told.number() - told.named().size();
        return Optional.of(fact("also-told", more > 0 ? words.say("told.more", names, (long) more) : names));
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

    /**
     * What the lead unit has reported; empty before it has reported anything, and of what is struck off: that is done, whatever was
     * reported last. With a report of completion it has said that all is done.
     */
    Optional<String> progress(Task of) {
        if (of.status() == TaskStatus.STRUCK_OFF) {
            return Optional.empty();
        }
        var reported = Optional.ofNullable(of.reports().percent()).map(percent -> percent + "%");
        return of.submitted()
                ? Optional.of(reported.map(before -> words.say("progress.complete-after", before))
                        .orElseGet(() -> words.say("progress.complete")))
                : reported;
    }

    /** What the report of completion says that waits for its review, so that nobody decides blind. */
    List<Fact> completion(Task of) {
        var report = of.reports().completion();
        var facts = new ArrayList<Fact>();
        if (report != null) {
            if (report.note() != null) {
                facts.add(fact("completion", report.note()));
            }
            if (!report.evidence().isEmpty()) {
                facts.add(evidence(report.evidence()));
            }
        }
        of.reports().assisting().forEach(part -> facts.add(new Fact(name(part.unit()), part(part))));
        return facts;
    }

    /** What an assisting unit says of its own part. */
    private String part(Reports.Assisting part) {
        var done = part.complete()
                ? words.say("part.complete")
                : Optional.ofNullable(part.percent())
                        .map(percent -> percent + "%")
                        .orElse("");
        return Stream.of(done, Optional.ofNullable(part.note()).orElse(""))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /** Where the task stands on its list and in the evaluation standard. */
    List<Fact> standing(Task of) {
        var facts = new ArrayList<Fact>();
        if (of.matter().list() != null) {
            facts.add(fact("list", of.matter().list()));
        }
        if (of.matter().clause() != null) {
            facts.add(fact("clause", of.matter().clause()));
        }
        if (of.matter().points() != null) {
            var points = BigDecimal.valueOf(of.matter().points());
            facts.add(fact("points", points.stripTrailingZeros().toPlainString()));
        }
        return facts;
    }

    Fact fact(String key, String value) {
        return new Fact(words.say("fact." + key), value);
    }

    /** What is no link stays a text: a page leads to nothing but web pages. */
    private Fact evidence(List<String> evidence) {
        var links = evidence.stream()
                .filter(AnswerForm::isLink)
                .map(url -> new Link(url, url))
                .toList();
        var texts = evidence.stream().filter(text -> !AnswerForm.isLink(text)).collect(Collectors.joining("\n"));
        return new Fact(words.say("fact.evidence"), texts, links);
    }
}
