package org.duban.answers.links;

import static org.duban.answers.links.Answer.Giver.DECIDING;
import static org.duban.answers.links.Answer.Giver.IN_CHARGE;
import static org.duban.answers.links.Answer.Giver.RESPONSIBLE;
import static org.duban.answers.links.AnswerField.DEADLINE;
import static org.duban.answers.links.AnswerField.EVIDENCE;
import static org.duban.answers.links.AnswerField.NEW_DEADLINE;
import static org.duban.answers.links.AnswerField.NOTE;
import static org.duban.answers.links.AnswerField.NOTE_AS_REASON;
import static org.duban.answers.links.AnswerField.PERCENT;
import static org.duban.answers.links.AnswerField.REASON;
import static org.duban.answers.links.AnswerField.REASON_AS_NOTE;
import static org.duban.answers.links.AnswerField.UNIT;
import static org.duban.answers.links.AnswerField.UNTIL;
import static org.duban.answers.links.AnswerField.WHY;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.duban.content.Notice;
import org.duban.content.NoticeLine;
import org.duban.content.Responsibility;
import org.duban.policy.ActSteps;
import org.duban.policy.NoticeKind;
import org.duban.task.ActRule;

/**
 * What a reader can answer to a notice, a line for each: the code that stands for it in links, the task event that it becomes, whose it is
 * to give, and what its form asks for. The acts of an office in charge stand on its page of the task in the order of this table.
 */
public enum Answer implements FormOfAct {
    /** Sign for receipt (签收). */
    RECEIVED(0, "received", RESPONSIBLE, NOTE),
    /** Report progress (进展). */
    PROGRESSED(1, "progressed", RESPONSIBLE, PERCENT, NOTE),
    /** Ask for a later deadline (申请延期). */
    EXTENSION_REQUESTED(2, "extension-requested", RESPONSIBLE, DEADLINE, REASON),
    /** Report complete (报结). */
    SUBMITTED(3, "submitted", RESPONSIBLE, NOTE, EVIDENCE),
    /** Grant the extension asked for (同意延期). */
    EXTENSION_GRANTED(4, "extension-granted", DECIDING, DEADLINE, NOTE),
    /** Decline it (不同意延期). */
    EXTENSION_DECLINED(5, "extension-declined", DECIDING, REASON),
    /** Return for rework (退办). */
    RETURNED(6, "returned", DECIDING, REASON, NEW_DEADLINE),
    /** Verify what was reported complete, and strike off (销号). */
    STRUCK_OFF(7, "struck-off", DECIDING, NOTE),
    /** Strike off what the office has verified itself, reported complete or not (核实销号). */
    VERIFIED(8, "struck-off", IN_CHARGE, NOTE),
    /** Give more time, asked for or not (延长时限). */
    TIME_GIVEN(9, "extension-granted", IN_CHARGE, DEADLINE, REASON_AS_NOTE),
    /** Decline the extension that is asked for by now. */
    REQUEST_DECLINED(10, "extension-declined", IN_CHARGE, REASON),
    /** Return what is reported complete by now. */
    SENT_BACK(11, "returned", IN_CHARGE, REASON, NEW_DEADLINE),
    /** Hold (挂起). */
    HELD(12, "held", IN_CHARGE, REASON, UNTIL),
    /** Lift the hold (恢复办理). */
    RESUMED(13, "resumed", IN_CHARGE, NOTE_AS_REASON),
    /** Hand over to another lead unit (移交). */
    HANDED_OVER(14, "amended", IN_CHARGE, UNIT, WHY),
    /** Undo a strike-off or withdrawal (恢复督办). */
    REOPENED(15, "reopened", IN_CHARGE, REASON, NEW_DEADLINE);

    /** Whose it is to give. */
    enum Giver {
        /** The units that lead or assist. */
        RESPONSIBLE,
        /** An office that was asked for this decision: it decides on what its notice said. */
        DECIDING,
        /** An office above the lead unit, whenever it likes: it decides on what its page says. */
        IN_CHARGE
    }

    /** What an office in charge finds in the letter itself; the rest is on its page of the task. */
    private static final List<Answer> IN_ESCALATIONS = List.of(VERIFIED, TIME_GIVEN);

    private final int code;
    private final String type;
    private final Giver giver;
    private final List<AnswerField> fields;

    /** @param code stands for it in links that have been mailed: it never changes, nor does another answer get it */
    Answer(int code, String type, Giver giver, AnswerField... fields) {
        this.code = code;
        this.type = "duban.task." + type;
        this.giver = giver;
        this.fields = List.of(fields);
    }

    /** All that an office in charge may be able to do to a task. */
    public static List<Answer> ofOffices() {
        return Arrays.stream(values()).filter(Answer::office).toList();
    }

    @Override
    public List<AnswerField> fields() {
        return fields;
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
        var late = !line.task().deadlineAt().isAfter(notice.issuedAt());
        return to(notice.recipientZh(), line).stream()
                .filter(answer -> !late || answer != EXTENSION_REQUESTED)
                .toList();
    }

    /**
     * The same of a notice whose instant nobody asks for: more time is among it, which is asked for before the deadline only.
     *
     * @param readerZh the Chinese name of the unit told
     */
    public static List<Answer> to(String readerZh, NoticeLine line) {
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

    /**
     * Whether the reader of a line is in charge of its task and may act on it without having been asked; of a closed one it may undo the
     * closure.
     */
    public static boolean inCharge(NoticeLine line) {
        return Boolean.TRUE.equals(line.task().inCharge())
                && line.kind() != NoticeKind.FORWARDED
                && !line.step().equals(ActSteps.TAKEN_OFF);
    }

    private static List<Answer> wanted(NoticeLine line) {
        return switch (line.kind()) {
            case ASSIGNMENT, REMINDER, CHASER, DECISION -> responsible(line);
            case REVIEW -> review(line);
            case ESCALATION -> inCharge(line) ? IN_ESCALATIONS : List.of();
            case CLOSURE, BULLETIN, FORWARDED -> List.of();
        };
    }

    /** Lines of before do not say whether the reader may decide; whoever may not reads so on the page. */
    private static List<Answer> review(NoticeLine line) {
        if (Boolean.FALSE.equals(line.task().inCharge())) {
            return List.of();
        }
        return line.aboutExtension() ? List.of(EXTENSION_GRANTED, EXTENSION_DECLINED) : List.of(STRUCK_OFF, RETURNED);
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

    @Override
    public ActRule rule() {
        return ActRule.of(type);
    }

    /** Whether a reply by mail can give it: what responsible units report; decisions need their pages. */
    public boolean byMail() {
        return this == RECEIVED || this == PROGRESSED || this == SUBMITTED;
    }

    /** Whether it decides on what a notice asked an office to decide. */
    public boolean decision() {
        return giver == Giver.DECIDING;
    }

    /** Whether it is an act of an office in charge that nobody has asked for. */
    public boolean office() {
        return giver == Giver.IN_CHARGE;
    }

    @Override
    public boolean grants() {
        return this == EXTENSION_GRANTED || this == TIME_GIVEN;
    }

    /** Whether the same link may be used again for another such event. */
    public boolean repeatable() {
        return this == PROGRESSED || office();
    }

    /** Whether only the lead unit is asked for it. An assisting unit that gives it all the same reports its own part. */
    boolean leadOnly() {
        return this == EXTENSION_REQUESTED || this == SUBMITTED;
    }
}
