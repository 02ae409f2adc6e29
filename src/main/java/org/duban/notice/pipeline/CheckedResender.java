package org.duban.notice.pipeline;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.duban.fate.KeptLine;
import org.duban.notice.NoticeResender;
import org.duban.notice.NoticeTable;
import org.duban.notice.NoticeTable.Issued;
import org.duban.notice.StepTable;
import org.duban.policy.NoticeKind;
import org.duban.task.QuotedValue;
import org.duban.words.Languages;
import org.duban.words.Reason;
import org.duban.words.Words;
import org.springframework.stereotype.Component;

/** Asks of each line whether it still holds, as is asked before it is first sent. */
@Component
final class CheckedResender implements NoticeResender {

    private static final String ON_ITS_WAY = "it is on its way and will be sent without that; wait for its outcome";
    private static final String NOTHING_LEFT =
            "nothing of what it said held when it was to be sent; there is nothing to say";

    private final NoticeTable notices;
    private final StepTable steps;
    private final ValidityChecker checker;
    private final InstantSource clock;
    private final Words reasons;

    CheckedResender(
            NoticeTable notices, StepTable steps, ValidityChecker checker, InstantSource clock, Languages languages) {
        this.notices = notices;
        this.steps = steps;
        this.checker = checker;
        this.clock = clock;
        this.reasons = languages.words(Reason.BUNDLE, Locale.ENGLISH);
    }

    @Override
    public Optional<String> resend(UUID notice) {
        var settled = notices.settled(notice);
        if (settled.isEmpty()) {
            return Optional.of(ON_ITS_WAY);
        }
        if (settled.get().kind() == NoticeKind.FORWARDED) {
            // A mail is what it is, whatever has become of its tasks.
            return notices.resend(notice, clock.instant()) ? Optional.empty() : Optional.of(ON_ITS_WAY);
        }
        var lines = steps.saidBy(notice);
        if (lines.isEmpty()) {
            return Optional.of(NOTHING_LEFT);
        }
        var overtaken = overtaken(settled.get(), lines);
        if (overtaken.isPresent()) {
            return overtaken;
        }
        if (!notices.resend(notice, clock.instant())) {
            return Optional.of(ON_ITS_WAY);
        }
        steps.tellAgain(notice);
        return Optional.empty();
    }

    @Override
    public void makeDue(Collection<UUID> stranded, Instant now) {
        notices.makeDue(stranded, now);
    }

    private Optional<String> overtaken(Issued notice, Collection<KeptLine> lines) {
        var validity = checker.about(lines, Set.of(), notice.id());
        var overtaken = lines.stream()
                .flatMap(line -> validity
                        .overtaken(line, notice.recipient())
                        .map(why -> "task " + QuotedValue.of(line.line().taskId()) + " " + why.in(reasons))
                        .stream())
                .distinct()
                .collect(Collectors.joining("; "));
        return overtaken.isEmpty() ? Optional.empty() : Optional.of("what it says holds no more: " + overtaken);
    }
}
