package org.duban.desk.refusals;

import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.duban.desk.DeskUrl;
import org.duban.desk.refusals.RefusalsPage.Card;
import org.duban.desk.refusals.RefusalsPage.Fact;
import org.duban.events.Refusal;
import org.duban.events.RefusalState;
import org.duban.reasons.Reason;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * How the page speaks of refused records.
 *
 * @param reasons the words of reasons, in the same language
 * @param tasks the ids of those tasks of theirs that there are
 * @param sees whether its reader may see to them
 * @param typed what somebody typed that cannot be so; null: nothing
 */
record RefusalCards(
        Words words,
        Words reasons,
        ZoneId zone,
        Set<String> tasks,
        boolean sees,
        @Nullable Typed typed) {

    /**
     * What somebody typed that cannot be so.
     *
     * @param event the event as it should have been; null: it was not about that
     * @param reason why nothing is to be done; null: it was not about that
     */
    record Typed(long id, @Nullable String event, @Nullable String reason) {}

    /** Characters that are shown; a form takes no more, so that nothing is cut off that somebody mends. */
    private static final int SHOWN = 4_000;

    Card card(Refusal refusal) {
        var unsettled = refusal.state() == RefusalState.OPEN || refusal.state() == RefusalState.WAITING;
        var task = refusal.taskId();
        var mine = typed != null && typed.id() == refusal.id() ? typed : null;
        return new Card(
                refusal.id(),
                task == null
                        ? words.say("refusal.number", String.valueOf(refusal.id()))
                        : words.say("refusal.of-task", String.valueOf(refusal.id()), task),
                words.say("refusal.state." + refusal.state()),
                tone(refusal.state()),
                refusal.refusedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                words.time(refusal.refusedAt().atZone(zone)),
                refusal.why().each().stream().map(why -> why.in(reasons)).toList(),
                refusal.why().bare().code().equals(Reason.TEXT),
                facts(refusal),
                Objects.requireNonNullElse(refusal.cutTo(SHOWN).payload(), ""),
                sees && unsettled ? event(refusal, mine) : null,
                mine != null && mine.event() != null,
                mine == null ? null : mine.reason(),
                sees && refusal.state() != RefusalState.APPLIED,
                sees && unsettled);
    }

    private static @Nullable String event(Refusal refusal, @Nullable Typed mine) {
        return mine == null || mine.event() == null ? event(refusal) : mine.event();
    }

    private static @Nullable String event(Refusal refusal) {
        var mended = refusal.mended();
        var event = mended == null ? refusal.payload() : mended;
        return event != null && event.length() <= SHOWN ? event : null;
    }

    private static String tone(RefusalState state) {
        return switch (state) {
            case OPEN -> "bad";
            case WAITING -> "wait";
            case APPLIED -> "good";
            case STALE, DISMISSED -> "calm";
        };
    }

    private List<Fact> facts(Refusal refusal) {
        var facts = new ArrayList<Fact>();
        var task = refusal.taskId();
        add(facts, words.say("refusal.task"), task, task != null && tasks.contains(task) ? DeskUrl.task(task) : null);
        facts.add(new Fact(
                words.say("refusal.place"),
                words.say(
                        "refusal.place.of",
                        refusal.topic(),
                        String.valueOf(refusal.partition()),
                        String.valueOf(refusal.offset())),
                null));
        add(facts, words.say("refusal.source"), refusal.source(), null);
        add(facts, words.say("refusal.event"), refusal.eventId(), null);
        by(facts, words.say("refusal.mended"), refusal.mendedBy(), refusal.mendedAt());
        by(facts, words.say("refusal.dismissed"), refusal.dismissedBy(), refusal.dismissedAt());
        add(facts, words.say("refusal.why"), refusal.dismissal(), null);
        return facts;
    }

    private void by(List<Fact> facts, String name, @Nullable String who, java.time.@Nullable Instant at) {
        if (who != null && at != null) {
            facts.add(new Fact(name, words.say("refusal.by", who, words.time(at.atZone(zone))), null));
        }
    }

    private static void add(List<Fact> facts, String name, @Nullable String value, @Nullable String url) {
        if (value != null) {
            facts.add(new Fact(name, value, url));
        }
    }
}
