package org.duban.desk.jobs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duban.desk.jobs.BulkPage.Banner;
import org.duban.desk.jobs.BulkPage.Confirm;
import org.duban.desk.jobs.BulkPage.Field;
import org.duban.desk.jobs.BulkPage.Foreseen;
import org.duban.desk.jobs.BulkPage.Hidden;
import org.duban.desk.jobs.BulkPage.Left;
import org.duban.desk.jobs.BulkPage.Option;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.directory.UnitTree;
import org.duban.jobs.BulkAct;
import org.duban.jobs.BulkField;
import org.duban.jobs.BulkPreview;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * Finds the words for an act on many tasks.
 *
 * @param reasons those of reasons
 * @param reach the units that whoever acts sees
 * @param policies the names of those there are
 * @param typedAbove from more tasks than these their number is typed
 */
record BulkPageMaker(Words words, Words reasons, UnitTree reach, Set<String> policies, int typedAbove, String version) {

    /** More names than these cost more to load than they help; any name can be typed. */
    private static final int MOST_NAMES = 300;

    /**
     * What there is to be shown.
     *
     * @param preview null where something is wrong with what is written
     */
    record Shown(
            BulkForm form,
            String copy,
            String token,
            String back,
            int chosen,
            Map<BulkField, String> mistakes,
            @Nullable BulkPreview preview,
            String seen) {}

    BulkPage page(Shown shown, @Nullable Banner banner, @Nullable String typedMistake) {
        var form = shown.form();
        var act = form.act();
        var preview = shown.preview();
        return new BulkPage(
                words,
                words.say("bulk.act." + act),
                words.say("bulk.effect." + act),
                banner,
                words.count("bulk.chosen", shown.chosen()),
                act.fields().stream().map(field -> field(shown, field)).toList(),
                preview == null ? null : foreseen(act, preview),
                preview == null || preview.takes() == 0 ? null : confirm(shown, typedMistake),
                hidden(shown),
                shown.back(),
                version);
    }

    private static Hidden hidden(Shown shown) {
        var form = shown.form();
        return new Hidden(
                JobAddresses.NEW,
                shown.token(),
                shown.copy(),
                form.act().name(),
                form.all() ? "all" : "chosen",
                form.of(),
                form.all() ? Set.of() : form.tasks(),
                String.valueOf(shown.chosen()),
                shown.seen());
    }

    private Field field(Shown shown, BulkField field) {
        var act = shown.form().act();
        var value = shown.form().values().getOrDefault(field, "");
        return new Field(
                BulkForm.name(field),
                field == BulkField.NOTE && act.requires(field)
                        ? words.say("bulk.field.REASON")
                        : words.say("bulk.field." + field),
                kind(field),
                value,
                act.requires(field),
                options(field, value),
                hint(field),
                shown.mistakes().get(field));
    }

    private static String kind(BulkField field) {
        return switch (field) {
            case DEADLINE, UNTIL -> "date";
            case UNIT -> "unit";
            case POLICY -> "choice";
            case NOTE -> "text";
        };
    }

    private @Nullable String hint(BulkField field) {
        return switch (field) {
            case UNTIL -> words.say("bulk.hint.UNTIL");
            case NOTE -> words.say("bulk.hint.NOTE");
            default -> null;
        };
    }

    private List<Option> options(BulkField field, String value) {
        return switch (field) {
            case UNIT ->
                names().stream().map(name -> new Option(name, name, false)).toList();
            case POLICY -> choices(value);
            default -> List.of();
        };
    }

    private List<Option> choices(String value) {
        var options = new ArrayList<Option>();
        options.add(new Option("", words.say("bulk.policy.none"), value.isEmpty()));
        policies.stream()
                .sorted()
                .map(name -> new Option(name, name, name.equals(value)))
                .forEach(options::add);
        return options;
    }

    private List<String> names() {
        return reach.units().stream()
                .sorted(Comparator.comparing((Unit unit) -> unit.kind() != UnitKind.UNIT)
                        .thenComparing(Unit::code))
                .limit(MOST_NAMES)
                .map(unit -> words.name(unit.nameZh(), unit.nameEn()))
                .toList();
    }

    private Foreseen foreseen(BulkAct act, BulkPreview preview) {
        var range = preview.leastMails() == preview.mostMails()
                ? words.number(preview.leastMails())
                : words.say("bulk.mails.range", words.number(preview.leastMails()), words.number(preview.mostMails()));
        var hint = act == BulkAct.REMIND ? words.say("bulk.mails.again") : words.say("bulk.mails.estimate");
        return new Foreseen(
                words.number(preview.takes()),
                words.number(preview.units()),
                range,
                preview.mostMails() == 0 ? words.say("bulk.mails.none") : hint,
                preview.left().stream()
                        .map(left -> new Left(
                                words.count("bulk.left", left.tasks()),
                                left.reason().in(reasons),
                                words.say("bulk.left.examples", String.join(", ", left.examples()))))
                        .toList());
    }

    private Confirm confirm(Shown shown, @Nullable String mistake) {
        var act = shown.form().act();
        var typed = shown.chosen() > typedAbove
                ? Optional.of(words.say("bulk.typed", shown.chosen()))
                : Optional.<String>empty();
        return new Confirm(
                words.say("bulk.confirm", words.say("bulk.act." + act)),
                act == BulkAct.STRIKE_OFF,
                typed.orElse(null),
                mistake);
    }
}
