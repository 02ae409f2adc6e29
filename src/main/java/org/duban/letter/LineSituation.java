package org.duban.letter;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.duban.content.NoticeLine;
import org.duban.content.Responsibility;
import org.duban.policy.ActSteps;
import org.duban.policy.NoticeKind;

/** What one line of a notice is about, as its reader sees it; each has its own words. */
enum LineSituation {
    ASSIGNED,
    NEAR,
    OVERDUE,
    UNRECEIVED,
    SILENT,
    BEHIND,
    ESCALATED_OVERDUE,
    ESCALATED_UNRECEIVED,
    ESCALATED_SILENT,
    ESCALATED_BEHIND,
    TO_REVIEW,
    EXTENSION_REQUESTED,
    EXTENSION_UNDECIDED,
    EXTENSION_GRANTED,
    EXTENSION_DECLINED,
    RETURNED,
    INSTRUCTED,
    DEADLINE_EARLIER,
    DEADLINE_LATER,
    DEADLINE_MOVED,
    TAKEN_OFF,
    ESCALATION_LIFTED,
    REOPENED,
    /** To an office that had been told that it is closed. */
    OPEN_AGAIN,
    STRUCK_OFF,
    WITHDRAWN,
    BULLETIN,
    /** To a unit or office that is only informed. */
    INFORMED_ASSIGNED,
    INFORMED_NEAR,
    INFORMED_OVERDUE,
    INFORMED_UNRECEIVED,
    INFORMED_SILENT,
    INFORMED_BEHIND,
    INFORMED_REPORTED,
    INFORMED_EXTENSION;

    /** Where another unit's mail is told, the situation of that unit. */
    static LineSituation of(NoticeLine line, Instant moment) {
        if (line.forInformation()) {
            return informed(line, moment);
        }
        return switch (Objects.requireNonNullElse(line.owedKind(), line.kind())) {
            case ASSIGNMENT -> ASSIGNED;
            case REMINDER -> late(line, moment) ? OVERDUE : NEAR;
            case CHASER -> late(line, moment) ? OVERDUE : slow(line, BEHIND, UNRECEIVED, SILENT);
            case ESCALATION ->
                late(line, moment)
                        ? ESCALATED_OVERDUE
                        : slow(line, ESCALATED_BEHIND, ESCALATED_UNRECEIVED, ESCALATED_SILENT);
            case REVIEW -> review(line);
            case DECISION -> decision(line);
            case CLOSURE -> closure(line);
            // No line is of the last kind: what it tells of tasks is what the office can do about them.
            case BULLETIN, FORWARDED -> BULLETIN;
        };
    }

    private static LineSituation informed(NoticeLine line, Instant moment) {
        if (line.asks() == NoticeKind.ASSIGNMENT) {
            return INFORMED_ASSIGNED;
        }
        if (line.asks() == NoticeKind.REVIEW) {
            return line.aboutExtension() ? INFORMED_EXTENSION : INFORMED_REPORTED;
        }
        if (late(line, moment)) {
            return INFORMED_OVERDUE;
        }
        return line.asks() == NoticeKind.REMINDER
                ? INFORMED_NEAR
                : slow(line, INFORMED_BEHIND, INFORMED_UNRECEIVED, INFORMED_SILENT);
    }

    static boolean late(NoticeLine line, Instant moment) {
        return line.task().workingDaysLeft() < 0 || !line.task().deadlineAt().isAfter(moment);
    }

    /** Whether the time that is left is what matters most about it. */
    boolean aboutTime() {
        return this == NEAR
                || this == OVERDUE
                || this == ESCALATED_OVERDUE
                || this == INFORMED_NEAR
                || this == INFORMED_OVERDUE;
    }

    /** Whether it is about the task being handed out. */
    boolean assigned() {
        return this == ASSIGNED || this == INFORMED_ASSIGNED;
    }

    /** Whether somebody still has to keep the deadline, as far as the reader is concerned. */
    boolean open() {
        return this != STRUCK_OFF && this != WITHDRAWN && this != TAKEN_OFF;
    }

    /** What a letter that says nothing else is called and begins with, where that is not its kind. */
    Optional<String> theme() {
        return switch (this) {
            case DEADLINE_EARLIER, DEADLINE_LATER, DEADLINE_MOVED -> Optional.of("MOVED");
            case TAKEN_OFF, ESCALATION_LIFTED, REOPENED, INSTRUCTED -> Optional.of(name());
            case OPEN_AGAIN -> REOPENED.theme();
            case INFORMED_ASSIGNED,
                    INFORMED_NEAR,
                    INFORMED_OVERDUE,
                    INFORMED_UNRECEIVED,
                    INFORMED_SILENT,
                    INFORMED_BEHIND,
                    INFORMED_REPORTED,
                    INFORMED_EXTENSION -> Optional.of("INFORMED");
            default -> Optional.empty();
        };
    }

    /** Whether it says from which deadline the present one was moved. */
    boolean aboutMove() {
        return this == ESCALATION_LIFTED || theme().filter("MOVED"::equals).isPresent();
    }

    private static LineSituation closure(NoticeLine line) {
        return switch (line.step()) {
            case ActSteps.TAKEN_OFF -> TAKEN_OFF;
            case ActSteps.ESCALATION_LIFTED -> ESCALATION_LIFTED;
            default -> line.task().status().equals("WITHDRAWN") ? WITHDRAWN : STRUCK_OFF;
        };
    }

    private static LineSituation decision(NoticeLine line) {
        return switch (line.step()) {
            case "extension-granted" -> EXTENSION_GRANTED;
            case "extension-declined" -> EXTENSION_DECLINED;
            case ActSteps.INSTRUCTED -> INSTRUCTED;
            case ActSteps.DEADLINE_EARLIER -> DEADLINE_EARLIER;
            case ActSteps.DEADLINE_LATER -> DEADLINE_LATER;
            case ActSteps.DEADLINE_MOVED -> DEADLINE_MOVED;
            case ActSteps.REOPENED -> line.task().responsibility() == Responsibility.NONE ? OPEN_AGAIN : REOPENED;
            default -> RETURNED;
        };
    }

    private static LineSituation slow(
            NoticeLine line, LineSituation behind, LineSituation unreceived, LineSituation silent) {
        if (line.task().expectedPercent() != null) {
            return behind;
        }
        return unreceived(line) ? unreceived : silent;
    }

    private static LineSituation review(NoticeLine line) {
        if (line.step().equals(ActSteps.EXTENSION_REQUESTED)) {
            return EXTENSION_REQUESTED;
        }
        return line.aboutExtension() ? EXTENSION_UNDECIDED : TO_REVIEW;
    }

    private static boolean unreceived(NoticeLine line) {
        return line.task().status().equals("ASSIGNED") || line.aboutReceipt();
    }
}
