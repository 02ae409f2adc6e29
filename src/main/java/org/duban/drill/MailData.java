package org.duban.drill;

import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.words.Words;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** All mails as JSON for the program in the HTML report: names once, mails as arrays of their places and numbers. */
final class MailData {

    /** Beyond these a page would take a browser too long; the CSV has them all. */
    private static final int MOST_ITEMS = 120_000;

    private static final int FEWEST_FOR_A_MAIL = 3;

    private final DrillResult played;
    private final DrillFigures figures;
    private final Words words;
    private final DrillSummary summary;
    private final Map<String, Integer> recipients = new LinkedHashMap<>();
    private final Map<String, Integer> tasks = new LinkedHashMap<>();
    private final Map<String, Integer> steps = new LinkedHashMap<>();

    MailData(DrillResult played, DrillFigures figures, Words words) {
        this.played = played;
        this.figures = figures;
        this.words = words;
        this.summary = new DrillSummary(played, figures, words);
        figures.recipients().forEach(each -> recipients.put(key(each.unit(), each.address()), recipients.size()));
        played.programme().tasks().forEach(task -> tasks.put(task.id(), tasks.size()));
        figures.steps().forEach(step -> steps.put(key(step.name(), step.label()), steps.size()));
    }

    /** Fit to stand in a script element: nothing in it ends one. */
    String json() {
        var out = new StringWriter();
        try (var json = JsonMapper.shared().createGenerator(out)) {
            json.writeStartObject();
            texts(json, "days", figures.days(), day -> words.date("day", day.date()));
            texts(json, "dates", figures.days(), day -> day.date().toString());
            texts(json, "weeks", figures.weeks(), week -> MailChart.week(words, week.monday()));
            json.writeNumberProperty(
                    "firstWeekday",
                    figures.days().isEmpty()
                            ? 0
                            : figures.days().get(0).date().getDayOfWeek().getValue() - 1);
            texts(json, "recipients", figures.recipients(), summary::recipient);
            texts(json, "addresses", figures.recipients(), DrillFigures.Recipient::address);
            texts(json, "ids", played.programme().tasks(), ListedTask::id);
            texts(json, "titles", played.programme().tasks(), ListedTask::title);
            texts(json, "steps", figures.steps(), DrillFigures.Step::label);
            texts(json, "kinds", List.of(NoticeKind.values()), kind -> words.say("kind." + kind));
            texts(json, "levels", List.of(NoticeLevel.values()), Enum::name);
            texts(json, "levelNames", List.of(NoticeLevel.values()), level -> words.say("level." + level));
            mails(json);
            json.writeEndObject();
        }
        return out.toString().replace("<", "\\u003c");
    }

    private void mails(JsonGenerator json) {
        var limit = figures.items() <= MOST_ITEMS
                ? Integer.MAX_VALUE
                : Math.max(FEWEST_FOR_A_MAIL, MOST_ITEMS / Math.max(1, figures.mails()));
        var first = figures.days().get(0).date();
        json.writeArrayPropertyStart("mails");
        for (var mail : played.mails()) {
            json.writeStartArray();
            json.writeNumber(first.until(mail.day(), ChronoUnit.DAYS));
            json.writeNumber(mail.local().getHour() * 60 + mail.local().getMinute());
            json.writeNumber(place(recipients, key(mail.recipient(), mail.address())));
            json.writeNumber(mail.kind().ordinal());
            json.writeNumber(mail.level().ordinal());
            json.writeString(mail.subject());
            json.writeNumber(mail.items().size());
            json.writeStartArray();
            mail.items().stream().limit(limit).forEach(item -> item(json, item));
            json.writeEndArray();
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private void item(JsonGenerator json, SentMail.Item item) {
        json.writeNumber(place(tasks, item.task()));
        json.writeNumber(place(steps, key(item.step(), played.labelOf(item))));
        if (item.kind() == NoticeKind.CLOSURE) {
            json.writeNull();
        } else {
            json.writeNumber(item.days());
        }
    }

    private static int place(Map<String, Integer> places, String name) {
        var place = places.get(name);
        if (place == null) {
            throw new IllegalStateException(name + " has no place");
        }
        return place;
    }

    private static <T> void texts(JsonGenerator json, String name, List<T> values, Function<T, String> text) {
        json.writeArrayPropertyStart(name);
        values.forEach(value -> json.writeString(text.apply(value)));
        json.writeEndArray();
    }

    private static String key(String unit, String address) {
        return unit + " " + address;
    }
}
