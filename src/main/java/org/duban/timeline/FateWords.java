package org.duban.timeline;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.duban.directory.UnitTree;
import org.duban.fate.Fate;
import org.duban.fate.FateReason;
import org.duban.notice.NoticeRecord;
import org.duban.notice.StepRecord;
import org.duban.reasons.Reason;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/** Says what became of a step that fell due, and why. */
final class FateWords {

    private final Map<UUID, NoticeRecord> notices;
    private final UnitTree units;
    private final Locale locale;
    private final Sentences sentences;
    private final Words reasons;
    private final StepLabels labels;

    /**
     * @param notices the notices that told the steps, as far as they were read
     * @param labels of the task that they are about
     */
    FateWords(
            Map<UUID, NoticeRecord> notices,
            UnitTree units,
            Locale locale,
            Sentences sentences,
            Words reasons,
            StepLabels labels) {
        this.notices = notices;
        this.units = units;
        this.locale = locale;
        this.sentences = sentences;
        this.reasons = reasons;
        this.labels = labels;
    }

    /** @param zone where the recipient is */
    String of(StepRecord step, ZoneId zone) {
        if (step.fate() == Fate.TOLD) {
            return told(step, zone);
        }
        var reason = step.reason();
        return reason == null ? step.fate().name() : of(reason, zone);
    }

    private String told(StepRecord step, ZoneId zone) {
        var notice = step.noticeId();
        if (notice == null) {
            return sentences.say("told.composing");
        }
        var others = step.noticeLines() - 1;
        var known = notices.get(notice);
        var called = known == null || known.number() == null ? notice : known.number();
        var state = state(step, known, zone);
        var told = others > 0
                ? sentences.say(Words.counted("told.merged", others), called, others, state)
                : sentences.say("told.alone", called, state);
        return step.forUnit().isEmpty() ? told : sentences.say("told.instead", nameOf(step.forUnit()), told);
    }

    private String state(StepRecord step, @Nullable NoticeRecord notice, ZoneId zone) {
        var state = step.noticeState();
        if (notice == null) {
            return String.valueOf(state);
        }
        var next = notice.sentAt() == null ? notice.nextAttemptAt() : notice.sentAt();
        var reply = notice.smtpReply();
        if (notice.sentAgain()) {
            return sentences.say(
                    "state.BOUNCED.again",
                    sentences.when(Objects.requireNonNull(notice.nextAttemptAt()), step.stepAt(), zone),
                    reply == null ? "" : reply);
        }
        return sentences.say(
                "state." + notice.state(),
                next == null ? "" : sentences.when(next, step.stepAt(), zone),
                reply == null ? "" : reply,
                sentences.words().count("attempts", notice.attempts()));
    }

    /** A reason, with the end of a hold where the reader is, and steps by their labels. */
    String of(Reason reason, ZoneId zone) {
        var timed = FateReason.timed(reason, until -> sentences.when(until, zone));
        return FateReason.naming(timed, labels::of).in(reasons);
    }

    private String nameOf(String unit) {
        return units.unit(unit).map(known -> known.name(locale)).orElse(unit);
    }
}
