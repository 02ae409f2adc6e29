package org.duban.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.duban.content.NoticeLine;
import org.duban.content.TaskFacts;
import org.duban.fate.DueStep;
import org.duban.fate.Fate;
import org.duban.plan.PlannedStep;
import org.duban.policy.Audience;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;

/** A step that has fallen due: {@code aStep("one-day").of("T-1").at("2026-11-30T01:30:00Z").to("education")}. */
final class StepBuilder {

    private final String step;
    private String task = "T-1";
    private Instant at = Instant.parse("2026-11-30T01:30:00Z");
    private String unit = "education";
    private String address = "education@duban.example";
    private String forUnit = "";
    private NoticeKind kind = NoticeKind.REMINDER;
    private NoticeLevel level = NoticeLevel.BLUE;
    private Fate fate = Fate.TOLD;
    private @Nullable Reason reason;
    private Instant deadline = Instant.parse("2026-12-01T10:00:00.000001Z");

    private StepBuilder(String step) {
        this.step = step;
    }

    static StepBuilder aStep(String step) {
        return new StepBuilder(step);
    }

    StepBuilder of(String taskId) {
        task = taskId;
        return this;
    }

    StepBuilder at(String instant) {
        at = Instant.parse(instant);
        return this;
    }

    StepBuilder to(String recipient) {
        return to(recipient, recipient + "@duban.example");
    }

    StepBuilder to(String recipient, String mailbox) {
        unit = recipient;
        address = mailbox;
        return this;
    }

    /** Told because mail does not reach this unit. */
    StepBuilder insteadOf(String owedTo) {
        forUnit = owedTo;
        return this;
    }

    StepBuilder as(NoticeKind another) {
        kind = another;
        return this;
    }

    StepBuilder dueAt(String instant) {
        deadline = Instant.parse(instant);
        return this;
    }

    StepBuilder in(NoticeLevel colour) {
        level = colour;
        return this;
    }

    /** Told to nobody; there are no words of it. */
    StepBuilder instead(Fate another, String why) {
        return because(another, Reason.text(why));
    }

    StepBuilder because(Fate another, Reason why) {
        fate = another;
        reason = why;
        return this;
    }

    DueStep due() {
        var planned =
                new PlannedStep(step, at, new Audience.Lead(), List.of(unit), kind, level, 0, null, List.of(), null);
        return new DueStep(
                task, 1, planned, unit, address, forUnit, fate, reason, fate == Fate.TOLD ? line("as planned") : null);
    }

    /** What a notice says of it; whatever may be left out is. */
    NoticeLine line(String title) {
        return new NoticeLine(step, at, kind, level, facts(title), null, null, null, null, null, null, null);
    }

    private TaskFacts facts(String title) {
        return new TaskFacts(
                task,
                null,
                1,
                title,
                null,
                null,
                2.5,
                null,
                "教育局",
                "Education Bureau",
                LocalDate.ofInstant(deadline, ZoneOffset.UTC),
                deadline,
                true,
                1,
                "ASSIGNED",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
