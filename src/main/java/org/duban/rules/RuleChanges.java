package org.duban.rules;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.duban.agenda.Agenda;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.files.BadInput;
import org.duban.files.Mistakes;
import org.duban.files.NameSuggestions;
import org.duban.rulebook.RuleTexts;
import org.duban.rulebook.Rulebooks;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Changes of the rulebook. Proposing one changes nothing: it is counted first whose next wake-up it moves, and comes into
 * force only by a second act.
 */
@Component
public final class RuleChanges {

    private static final Logger log = LoggerFactory.getLogger(RuleChanges.class);
    private static final String FILE_NAME = "[a-z0-9][a-z0-9._-]{0,63}\\.ya?ml";

    private final JdbcRuleChanges changes;
    private final Rulebooks rulebooks;
    private final Agenda agenda;
    private final AuditTrail audit;
    private final TransactionOperations transactions;

    RuleChanges(
            JdbcRuleChanges changes,
            Rulebooks rulebooks,
            Agenda agenda,
            AuditTrail audit,
            TransactionOperations transactions) {
        this.changes = changes;
        this.rulebooks = rulebooks;
        this.agenda = agenda;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * What a change says instead of what is in force: null policies stay; a null text takes a calendar file away.
     *
     * @param files if it comes from files, what those said
     */
    record Patch(
            @Nullable String policies,
            Map<String, @Nullable String> calendars,
            @Nullable String files) {
        RuleTexts appliedTo(RuleTexts texts) {
            return texts.with(policies, calendars);
        }
    }

    /**
     * Proposes a change and has it counted.
     *
     * @param policies the text of the whole policy file; null leaves it as it is
     * @param calendars texts of calendar files by file name; null takes the file away
     * @return empty if it says what is in force already
     * @throws BadInput with everything that is wrong with it
     */
    public Optional<RuleChange> draft(
            @Nullable String policies, Map<String, ? extends @Nullable String> calendars, String user) {
        refuseNames(calendars);
        return draft(new Patch(policies, new TreeMap<>(calendars), null), user);
    }

    /**
     * Proposes what the files that this process was started with say now.
     *
     * @return empty if that is in force already
     * @throws BadInput with everything that is wrong with them
     */
    public Optional<RuleChange> reload(String user) {
        var now = rulebooks.current().texts();
        var reloaded = rulebooks.reloaded();
        var files = reloaded.texts();
        var calendars = new TreeMap<String, @Nullable String>();
        now.calendars()
                .keySet()
                .forEach(name -> calendars.put(name, files.calendars().get(name)));
        calendars.putAll(files.calendars());
        calendars
                .entrySet()
                .removeIf(
                        file -> Objects.equals(file.getValue(), now.calendars().get(file.getKey())));
        var policies = files.policies().equals(now.policies()) ? null : files.policies();
        return draft(new Patch(policies, calendars, reloaded.files()), user);
    }

    private Optional<RuleChange> draft(Patch patch, String user) {
        var base = rulebooks.current();
        var texts = patch.appliedTo(base.texts());
        rulebooks.draft(texts);
        if (texts.equals(base.texts())) {
            return Optional.empty();
        }
        return transactions.execute(transaction -> {
            var id = changes.insert(base.version(), patch, agenda.countOpen(), user);
            var draft = changes.change(id, base.version());
            draft.ifPresent(change -> audit.write(
                    user,
                    AuditedAct.RULE_CHANGE_DRAFTED,
                    subject(id),
                    Map.of("before", base.version(), "changed", change.changed())));
            return draft;
        });
    }

    private void refuseNames(Map<String, ? extends @Nullable String> calendars) {
        var known = rulebooks.current().texts().calendars().keySet();
        var own = known.stream()
                .filter(name -> !name.startsWith(RuleTexts.BUILT_IN))
                .toList();
        var mistakes = new Mistakes();
        calendars.forEach((name, text) -> {
            if (!name.matches(FILE_NAME)) {
                mistakes.add(
                        new BadInput.Mistake("calendars", 0, name, RuleFileReason.NO_CALENDAR_FILE_NAME.with(name)));
            } else if (text == null && !own.contains(name)) {
                mistakes.add(new BadInput.Mistake(
                        "calendars",
                        0,
                        name,
                        RuleFileReason.NO_CALENDAR_FILE_TO_TAKE.with(name, new NameSuggestions(own).cureFor(name))));
            }
        });
        mistakes.throwIfAny();
    }

    /** Changes, the newest first. */
    public List<RuleChange> find(@Nullable Long before, int limit) {
        return changes.find(before, limit, rulebooks.current().version());
    }

    public Optional<RuleChange> change(long id) {
        return changes.change(id, rulebooks.current().version());
    }

    /** The tasks that a change moves, by their place in its list, those after the given place. */
    public List<MovedTask> moves(long id, long after, int limit) {
        return changes.moves(id, after, limit);
    }

    /**
     * Puts a change in force. All nodes plan their tasks again from then on.
     *
     * @return whether it is; not if it was not {@link RuleChange.State#READY}
     * @throws BadInput if by now something is wrong with it, such as a unit that is gone
     */
    public boolean apply(long id, String user) {
        var applied = transactions.execute(transaction -> changes.lockReady(id)
                .flatMap(ready -> rulebooks.apply(
                        ready.patch().appliedTo(textsOf(ready.base())),
                        ready.base(),
                        user,
                        ready.patch().files()))
                .map(book -> {
                    changes.applied(id, book.version(), user);
                    log.info("Rulebook applied version={} change={} by={}", book.version(), id, user);
                    return true;
                })
                .orElse(false));
        return Boolean.TRUE.equals(applied);
    }

    /** Puts a change aside, and forgets what it would have moved; false if it was applied or put aside before. */
    public boolean discard(long id, String user) {
        return Boolean.TRUE.equals(transactions.execute(transaction -> {
            if (!changes.discard(id, user)) {
                return false;
            }
            audit.write(user, AuditedAct.RULE_CHANGE_DISCARDED, subject(id), Map.of());
            return true;
        }));
    }

    /**
     * Has an outdated change counted anew, as a change of what is in force now.
     *
     * @return the change; empty if it is not {@link RuleChange.State#OUTDATED}
     * @throws BadInput with everything that is wrong with it by now
     */
    public Optional<RuleChange> countAnew(long id, String user) {
        var base = rulebooks.current();
        var outdated = changes.outdated(id, base.version());
        outdated.ifPresent(patch -> rulebooks.draft(patch.appliedTo(base.texts())));
        return outdated.flatMap(patch -> transactions.execute(transaction -> {
            changes.countAnew(id, base.version(), agenda.countOpen(), user);
            audit.write(user, AuditedAct.RULE_CHANGE_DRAFTED, subject(id), Map.of("before", base.version()));
            return changes.change(id, base.version());
        }));
    }

    private RuleTexts textsOf(long version) {
        return rulebooks.history().version(version).orElseThrow().texts();
    }

    private static String subject(long id) {
        return "rule change " + id;
    }
}
