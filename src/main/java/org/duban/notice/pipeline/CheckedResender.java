package org.duban.notice.pipeline;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.duban.fate.KeptLine;
import org.duban.notice.NoticeResender;
import org.duban.notice.NoticeTable;
import org.duban.notice.NoticeTable.Issued;
import org.duban.notice.StepTable;
import org.duban.policy.NoticeKind;
import org.duban.reasons.Reason;
import org.duban.task.QuotedValue;
import org.springframework.stereotype.Component;

/** Asks of each line whether it still holds, as is asked before it is first sent. */
@Component
final class CheckedResender implements NoticeResender {

    private final NoticeTable notices;
    private final StepTable steps;
    private final ValidityChecker checker;
    private final InstantSource clock;

    CheckedResender(NoticeTable notices, StepTable steps, ValidityChecker checker, InstantSource clock) {
        this.notices = notices;
        this.steps = steps;
        this.checker = checker;
        this.clock = clock;
    }

    @Override
    public Optional<Reason> resend(UUID notice) {
        var settled = notices.settled(notice);
        if (settled.isEmpty()) {
            return Optional.of(ResendReason.ON_ITS_WAY.with());
        }
        if (settled.get().kind() == NoticeKind.FORWARDED) {
            // A mail is what it is, whatever has become of its tasks.
            return notices.resend(notice, clock.instant())
                    ? Optional.empty()
                    : Optional.of(ResendReason.ON_ITS_WAY.with());
        }
        var lines = steps.saidBy(notice);
        if (lines.isEmpty()) {
            return Optional.of(ResendReason.NOTHING_LEFT.with());
        }
        var overtaken = overtaken(settled.get(), lines);
        if (overtaken.isPresent()) {
            return overtaken;
        }
        if (!notices.resend(notice, clock.instant())) {
            return Optional.of(ResendReason.ON_ITS_WAY.with());
        }
        steps.tellAgain(notice);
        return Optional.empty();
    }

    @Override
    public void makeDue(Collection<UUID> stranded, Instant now) {
        notices.makeDue(stranded, now);
    }

    private Optional<Reason> overtaken(Issued notice, Collection<KeptLine> lines) {
        var validity = checker.about(lines, Set.of(), notice.id());
        return lines.stream()
                .flatMap(line -> validity
                        .overtaken(line, notice.recipient())
                        .map(why -> ResendReason.OF_TASK.with(
                                QuotedValue.of(line.line().taskId()), why))
                        .stream())
                .distinct()
                .reduce(ResendReason.BOTH::with)
                .map(ResendReason.OVERTAKEN::with);
    }
}
