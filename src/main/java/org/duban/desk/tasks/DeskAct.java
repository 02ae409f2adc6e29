package org.duban.desk.tasks;

import java.util.List;
import java.util.Optional;
import org.duban.answers.links.Answer;
import org.duban.answers.links.AnswerField;
import org.duban.answers.links.FormOfAct;
import org.duban.task.ActRule;
import org.duban.task.Task;

/** What can be done to a task on the desk and by no link of a notice, and which form of an act fits a task as it is. */
enum DeskAct implements FormOfAct {
    /** Pass on what a leader has written (批示). */
    INSTRUCTED(ActRule.INSTRUCTED, AnswerField.INSTRUCTION, AnswerField.LEADER),
    /** Supervise it no longer (撤销). */
    WITHDRAWN(ActRule.WITHDRAWN, AnswerField.REASON);

    private final ActRule rule;
    private final List<AnswerField> fields;

    DeskAct(ActRule rule, AnswerField... fields) {
        this.rule = rule;
        this.fields = List.of(fields);
    }

    @Override
    public ActRule rule() {
        return rule;
    }

    @Override
    public List<AnswerField> fields() {
        return fields;
    }

    /** The form of an act on this task; empty for what has a page of its own. */
    static Optional<FormOfAct> of(ActRule rule, Task task) {
        return Optional.ofNullable(
                switch (rule) {
                    case ASSIGNED -> null;
                    case RECEIVED -> Answer.RECEIVED;
                    case PROGRESSED -> Answer.PROGRESSED;
                    case EXTENSION_REQUESTED -> Answer.EXTENSION_REQUESTED;
                    case SUBMITTED -> Answer.SUBMITTED;
                    case EXTENSION_GRANTED -> task.request() == null ? Answer.TIME_GIVEN : Answer.EXTENSION_GRANTED;
                    case EXTENSION_DECLINED -> Answer.EXTENSION_DECLINED;
                    case HELD -> Answer.HELD;
                    case RESUMED -> Answer.RESUMED;
                    case RETURNED -> Answer.RETURNED;
                    case STRUCK_OFF -> task.submitted() ? Answer.STRUCK_OFF : Answer.VERIFIED;
                    case AMENDED -> Answer.HANDED_OVER;
                    case WITHDRAWN -> WITHDRAWN;
                    case INSTRUCTED -> INSTRUCTED;
                    case REOPENED -> Answer.REOPENED;
                });
    }
}
