package org.duban.auditor;

import java.util.List;
import java.util.Locale;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.reasons.Reason;
import org.duban.words.Languages;
import org.duban.words.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells those who operate Duban of gaps that nobody knew of: each is counted, the first ones are logged. */
@Component
@ConditionalOnRole(Role.CLOCK)
final class GapAlarm {

    private static final Logger log = LoggerFactory.getLogger(GapAlarm.class);
    private static final int MOST_LOGGED = 20;

    private final AuditMeters meters;
    private final Words reasons;

    GapAlarm(AuditMeters meters, Languages languages) {
        this.meters = meters;
        this.reasons = languages.words(Reason.BUNDLE, Locale.ENGLISH);
    }

    void raise(List<Gap> fresh) {
        fresh.forEach(meters::found);
        fresh.stream()
                .limit(MOST_LOGGED)
                .forEach(gap -> log.error(
                        "Gap {}: {}, task={} step={} at={} recipient={} notice={}",
                        gap.kind(),
                        gap.why().in(reasons),
                        gap.task(),
                        gap.step(),
                        gap.at(),
                        gap.recipient(),
                        gap.notice()));
        if (fresh.size() > MOST_LOGGED) {
            log.error("{} more gaps, see /api/v1/audit-findings", fresh.size() - MOST_LOGGED);
        }
    }
}
