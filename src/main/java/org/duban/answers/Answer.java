package org.duban.answers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.duban.content.Notice;
import org.duban.content.NoticeLine;
import org.duban.content.Responsibility;
import org.duban.policy.ActSteps;
import org.duban.policy.NoticeKind;
import org.duban.task.ActRule;

/** What a reader can answer to a notice; each becomes the task event of the same name. */
public enum Answer {
    /** Sign for receipt (签收). */
    RECEIVED(0, "received"),
    /** Report progress (进展). */
    PROGRESSED(1, "progressed"),
    /** Ask for a later deadline (申请延期). */
    EXTENSION_REQUESTED(2, "extension-requested"),
    /** Report complete (报结). */
    SUBMITTED(3, "submitted"),
    /** Grant the extension asked for (同意延期). */
    EXTENSION_GRANTED(4, "extension-granted"),
    /** Decline it (不同意延期). */
    EXTENSION_DECLINED(5, "extension-declined"),
    /** Return for rework (退办). */
    RETURNED(6, "returned"),
    /** Verify and strike off (销号). */
    STRUCK_OFF(7, "struck-off");

    private static final Set<Answer> DECISIONS =
            EnumSet.of(EXTENSION_GRANTED, EXTENSION_DECLINED, RETURNED, STRUCK_OFF);

    private final int code;
    private final String type;

    /** @param code stands for it in links that have been mailed: it never changes, nor does another answer get it */
    Answer(int code, String type) {
        this.code = code;
        this.type = "duban.task." + type;
    }

    int code() {
        return code;
    }

    static Answer of(int code) {
        return Arrays.stream(values())
                .filter(answer -> answer.code == code)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a sealed answer of code " + code));
    }

    /** The type of its event, such as {@code duban.task.received}. */
    public String type() {
        return type;
    }

    /**
     * What the reader of a notice can answer to one of its lines, the most fitting first; empty where nothing is asked of
     * this reader, or another unit was asked.
     */
    public static List<Answer> to(Notice notice, NoticeLine line) {
        return to(notice.recipientZh(), line);
    }

    /** @param readerZh the Chinese name of the unit told */
    static List<Answer> to(String readerZh, NoticeLine line) {
        if (line.forUnitZh() != null
                || line.step().equals(ActSteps.DEADLINE_MOVED)
                || readerZh.equals(line.task().askerZh())) {
            return List.of();
        }
        var responsibility = line.task().responsibility();
        var lead = responsibility == null
                ? line.task().leadUnitZh().equals(readerZh)
                : responsibility == Responsibility.LEAD;
        return wanted(line).stream()
                .filter(answer -> lead ? answer != RECEIVED || unsigned(line) : !answer.leadOnly())
                .toList();
    }

    private static List<Answer> wanted(NoticeLine line) {
        return switch (line.kind()) {
            case ASSIGNMENT, REMINDER, CHASER, DECISION -> responsible(line);
            case REVIEW ->
                line.aboutExtension() ? List.of(EXTENSION_GRANTED, EXTENSION_DECLINED) : List.of(STRUCK_OFF, RETURNED);
            case ESCALATION, CLOSURE, BULLETIN, FORWARDED -> List.of();
        };
    }

    private static List<Answer> responsible(NoticeLine line) {
        if (line.task().responsibility() == Responsibility.NONE) {
            return List.of();
        }
        var answers = new ArrayList<Answer>();
        if (line.kind() == NoticeKind.ASSIGNMENT || unsigned(line) || line.aboutReceipt()) {
            answers.add(RECEIVED);
        }
        answers.add(PROGRESSED);
        answers.add(SUBMITTED);
        if (line.task().workingDaysLeft() >= 0) {
            answers.add(EXTENSION_REQUESTED);
        }
        return answers;
    }

    /** Whether the lead unit has not signed; an assisting one may owe its receipt all the same. */
    private static boolean unsigned(NoticeLine line) {
        return line.task().status().equals("ASSIGNED");
    }

    /** Who may give it, and when: as everywhere else. */
    ActRule rule() {
        return ActRule.valueOf(name());
    }

    /** Whether a reply by mail can give it: what responsible units report; decisions need their pages. */
    public boolean byMail() {
        return this == RECEIVED || this == PROGRESSED || this == SUBMITTED;
    }

    /** Whether it is the office's to give, not the responsible units'. */
    public boolean decision() {
        return DECISIONS.contains(this);
    }

    /** Whether the same link may be used again for another such event. */
    boolean repeatable() {
        return this == PROGRESSED;
    }

    /** Whether only the lead unit is asked for it. An assisting unit that gives it all the same reports its own part. */
    boolean leadOnly() {
        return this == EXTENSION_REQUESTED || this == SUBMITTED;
    }
}
