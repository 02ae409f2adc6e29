package org.duban.desk.tasks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.access.ActChoice;
import org.duban.answers.ActForms;
import org.duban.answers.links.Answer;
import org.duban.desk.TaskLines;
import org.duban.desk.tasks.ActsView.As;
import org.duban.desk.tasks.ActsView.Card;
import org.duban.desk.tasks.TaskActs.Offer;
import org.duban.desk.tasks.TaskPage.Fact;
import org.duban.task.ActRule;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * Finds the words for the acts on one task.
 *
 * @param given the form that comes back; null: none does
 * @param chaser the notice that can be sent once more; null: none
 */
record ActsViewMaker(
        TaskLines lines,
        TaskActs acts,
        ActForms forms,
        @Nullable GivenForm given,
        @Nullable Chaser chaser) {

    private static final int MOST_NAMED = 3;

    private Words words() {
        return lines.words();
    }

    ActsView view() {
        var offers = acts.offers().stream().filter(this::possible).toList();
        var back = offers.stream().filter(this::isGiven).toList();
        var first =
                back.isEmpty() ? acts.first().stream().filter(this::possible).toList() : back;
        var id = acts.task().id();
        return new ActsView(
                turn(),
                not(offers),
                first.stream().map(this::card).toList(),
                offers.stream()
                        .filter(offer -> !first.contains(offer))
                        .map(this::card)
                        .toList(),
                acts.waiting().stream()
                        .map(one -> new Fact(forms.label(one.act()), List.of(words().say("needs." + one.needs()))))
                        .toList(),
                TaskAddresses.acts(id),
                String.valueOf(acts.task().revision()),
                acts.may(ActRule.AMENDED) ? TaskAddresses.amend(id) : null,
                chaser);
    }

    private boolean isGiven(Offer offer) {
        return given != null && offer.act() == given.act();
    }

    /** Who has nobody below him hands over to nobody. */
    private boolean possible(Offer offer) {
        return offer.act() != Answer.HANDED_OVER || offer.as().stream().anyMatch(forms::hasHeirs);
    }

    private @Nullable String turn() {
        return acts.turn()
                .map(turn -> words().say(
                                "turn." + turn.rule(),
                                turn.who().map(lines::name).orElse("")))
                .orElse(null);
    }

    private @Nullable String not(List<Offer> offers) {
        var turn = acts.turn();
        if (turn.isEmpty()) {
            return words().say(offers.isEmpty() ? "acts.closed" : "acts.closed.reopen");
        }
        var rule = turn.get().rule();
        if (offers.isEmpty()) {
            return words().say("acts.none", who(rule));
        }
        return acts.may(rule) || rule == ActRule.SUBMITTED && acts.may(ActRule.PROGRESSED)
                ? null
                : words().say("acts.not-yours", who(rule));
    }

    private String who(ActRule rule) {
        return who(lines, acts, rule);
    }

    /** Whose an act is. */
    static String who(TaskLines lines, TaskActs acts, ActRule rule) {
        var who = acts.choice(rule).map(ActChoice::who).orElse(List.of());
        return Stream.concat(
                        who.stream().limit(MOST_NAMED).map(lines::name),
                        who.size() > MOST_NAMED ? Stream.of("…") : Stream.empty())
                .collect(Collectors.joining(lines.words().say("list.separator")));
    }

    private Card card(Offer offer) {
        var back = Optional.ofNullable(given).filter(form -> form.act() == offer.act());
        var by = back.map(GivenForm::by).filter(offer.as()::contains).orElseGet(() -> usual(offer));
        return new Card(
                offer.act().name(),
                forms.label(offer.act()),
                back.map(GivenForm::form).orElseGet(DeskEvents::newForm),
                forms.form(
                        offer.act(),
                        offer.act() == Answer.HANDED_OVER ? widest(offer) : by,
                        back.map(GivenForm::values).orElse(Map.of()),
                        back.map(GivenForm::mistakes).orElse(Map.of())),
                offer.as().stream()
                        .map(unit -> new As(unit, lines.name(unit), unit.equals(by)))
                        .toList());
    }

    /** Who stands higher hands over to more units. */
    private static String usual(Offer offer) {
        return offer.act() == Answer.HANDED_OVER
                ? widest(offer)
                : offer.as().stream().findFirst().orElse("");
    }

    private static String widest(Offer offer) {
        return offer.as().stream().reduce((lower, higher) -> higher).orElse("");
    }
}
