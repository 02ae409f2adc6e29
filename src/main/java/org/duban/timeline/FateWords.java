package org.duban.timeline;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.duban.directory.UnitTree;
import org.duban.fate.Reason;
import org.duban.notice.NoticeRecord;
import org.duban.notice.StepRecord;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/** Says what became of a step that fell due, and why. */
final class FateWords {

    private final Map<UUID, NoticeRecord> notices;
    private final UnitTree units;
    private final Locale locale;
    private final Sentences sentences;

    /** @param notices the notices that told the steps, as far as they were read */
    FateWords(Map<UUID, NoticeRecord> notices, UnitTree units, Locale locale, Sentences sentences) {
        this.notices = notices;
        this.units = units;
        this.locale = locale;
        this.sentences = sentences;
    }

    /** @param zone where the recipient is */
    String of(StepRecord step, ZoneId zone) {
        return switch (step.fate()) {
            case TOLD -> told(step, zone);
            case HELD -> held(step, zone);
            case SUPERSEDED, MOOT, UNDELIVERABLE -> reason(step);
        };
    }

    private String reason(StepRecord step) {
        var reason = step.reason();
        return reason == null ? step.fate().name() : Reason.in(locale, reason);
    }

    private String told(StepRecord step, ZoneId zone) {
        var notice = step.noticeId();
        if (notice == null) {
            return sentences.say("told.composing");
        }
        var others = step.noticeLines() - 1;
        var state = state(step, notices.get(notice), zone);
        var told = others > 0
                ? sentences.say(Words.counted("told.merged", others), notice, others, state)
                : sentences.say("told.alone", notice, state);
        return step.forUnit().isEmpty() ? told : sentences.say("told.instead", nameOf(step.forUnit()), told);
    }

    private String state(StepRecord step, @Nullable NoticeRecord notice, ZoneId zone) {
        var state = step.noticeState();
        if (notice == null) {
            return String.valueOf(state);
        }
        var next = notice.sentAt() == null ? notice.nextAttemptAt() : notice.sentAt();
        var reply = notice.smtpReply();
        return sentences.say(
                "state." + notice.state(),
                next == null ? "" : sentences.when(next, step.stepAt(), zone),
                reply == null ? "" : reply,
                sentences.words().count("attempts", notice.attempts()));
    }

    private String held(StepRecord step, ZoneId zone) {
        var reason = step.reason();
        return reason == null ? step.fate().name() : held(reason, zone);
    }

    /** A hold as a plan says it, with the end of it where the reader is. */
    String held(String reason, ZoneId zone) {
        var why = Reason.HELD.value(reason, 1);
        var until = Reason.HELD.value(reason, 0).or(() -> Reason.HELD_WITHOUT_REASON.value(reason, 0));
        if (until.isEmpty()) {
            return Reason.in(locale, reason);
        }
        var held = instant(until.get());
        var words =
                held == null ? sentences.say("held.further-notice") : sentences.say("held", sentences.when(held, zone));
        return why.map(text -> sentences.say("held.why", words, text)).orElse(words);
    }

    private static @Nullable Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private String nameOf(String unit) {
        return units.unit(unit).map(known -> known.name(locale)).orElse(unit);
    }
}
