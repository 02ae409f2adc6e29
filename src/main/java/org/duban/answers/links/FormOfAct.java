package org.duban.answers.links;

import java.util.List;
import org.duban.task.ActRule;

/** An act on a task for which there is a form, behind a link or on the desk; its words are under its name. */
public interface FormOfAct {

    String name();

    /** Who may do it, and when. */
    ActRule rule();

    /** What it asks for. */
    List<AnswerField> fields();

    /** Whether it gives the time that was asked for, if any was. */
    default boolean grants() {
        return false;
    }
}
