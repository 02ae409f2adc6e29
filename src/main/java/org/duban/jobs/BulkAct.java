package org.duban.jobs;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.duban.task.ActRule;
import org.jspecify.annotations.Nullable;

/** What an office can do to many tasks at once. */
public enum BulkAct {
    /** Send what a unit was told last once more (催办). */
    REMIND(null, "note", Set.of()),
    /** Give more time (延长时限). */
    EXTEND(
            ActRule.EXTENSION_GRANTED,
            "note",
            Set.of(BulkField.DEADLINE, BulkField.NOTE),
            BulkField.DEADLINE,
            BulkField.NOTE),
    /** Verified and done (销号). */
    STRIKE_OFF(ActRule.STRUCK_OFF, "note", Set.of(), BulkField.NOTE),
    /** The clock stands still (挂起). */
    HOLD(ActRule.HELD, "reason", Set.of(BulkField.NOTE), BulkField.NOTE, BulkField.UNTIL),
    /** The clock runs again (恢复办理). */
    RESUME(ActRule.RESUMED, "reason", Set.of(), BulkField.NOTE),
    /** Another unit leads from now on (移交). */
    CHANGE_LEAD(ActRule.AMENDED, "reason", Set.of(BulkField.UNIT), BulkField.UNIT, BulkField.NOTE),
    /** Another policy from now on. */
    CHANGE_POLICY(ActRule.AMENDED, "reason", Set.of(BulkField.POLICY), BulkField.POLICY, BulkField.NOTE);

    private final @Nullable ActRule rule;
    private final String note;
    private final Set<BulkField> required;
    private final List<BulkField> fields;

    /**
     * @param rule its line in the table of who may do what; null for what is no event
     * @param note what its event calls the note
     */
    BulkAct(@Nullable ActRule rule, String note, Set<BulkField> required, BulkField... fields) {
        this.rule = rule;
        this.note = note;
        this.required = required;
        this.fields = List.of(fields);
    }

    /** The act of this name, as REST writes it: {@code strike-off}. */
    public static Optional<BulkAct> named(String name) {
        return Arrays.stream(values())
                .filter(act -> act.word().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** Its name as REST writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it asks for. */
    public List<BulkField> fields() {
        return fields;
    }

    public boolean requires(BulkField field) {
        return required.contains(field);
    }

    /** Its line in the table of who may do what; empty for what is no event. */
    Optional<ActRule> rule() {
        return Optional.ofNullable(rule);
    }

    String note() {
        return note;
    }
}
