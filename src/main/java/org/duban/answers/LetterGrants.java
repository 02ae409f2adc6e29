package org.duban.answers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.duban.answers.LinkContent.OneAnswer;
import org.duban.answers.LinkContent.WholeLetter;
import org.duban.content.NoticeLine;
import org.duban.notice.ToldNotices;
import org.duban.notice.ToldNotices.Told;
import org.springframework.stereotype.Component;

/** Finds out what links entitle to whose tokens name only their notice: the notice says the rest. */
@Component
final class LetterGrants {

    private final ToldNotices notices;
    private final AnswerProperties properties;

    LetterGrants(ToldNotices notices, AnswerProperties properties) {
        this.notices = notices;
        this.properties = properties;
    }

    /**
     * What the reader of a letter may answer to it.
     *
     * @param unit the unit told, as which every answer counts
     * @param until the letter's links say nothing from then on
     * @param tasks those about which it asks something, in the order of the letter
     */
    record Letter(UUID notice, String unit, Instant until, List<OfTask> tasks) {}

    /** @param title what the letter called it */
    record OfTask(String taskId, String title, List<AnswerGrant> grants) {}

    /** Empty where the notice is not there, or asked nothing of the kind. */
    Optional<AnswerGrant> grant(OneAnswer content) {
        return notices.told(content.notice())
                .flatMap(told -> told.lines().stream()
                        .filter(line -> OneAnswer.mark(line.taskId()) == content.task())
                        .flatMap(line -> grants(told, line).stream())
                        .filter(grant -> grant.answer() == content.answer())
                        .findFirst());
    }

    Optional<Letter> letter(WholeLetter content) {
        return notices.told(content.notice())
                .map(told -> new Letter(told.id(), told.recipient(), until(told), tasks(told)));
    }

    private List<OfTask> tasks(Told told) {
        var tasks = new LinkedHashMap<String, OfTask>();
        for (var line : told.lines()) {
            var grants = grants(told, line);
            if (!grants.isEmpty()) {
                tasks.merge(
                        line.taskId(), new OfTask(line.taskId(), line.task().title(), grants), LetterGrants::together);
            }
        }
        return List.copyOf(tasks.values());
    }

    /** What two lines of a letter ask about one task. */
    private static OfTask together(OfTask one, OfTask other) {
        var grants = new ArrayList<>(one.grants);
        other.grants.stream()
                .filter(grant -> grants.stream().noneMatch(before -> before.answer() == grant.answer()))
                .forEach(grants::add);
        return new OfTask(one.taskId, one.title, grants);
    }

    private List<AnswerGrant> grants(Told told, NoticeLine line) {
        return Answer.to(told.recipientZh(), line).stream()
                .map(answer -> new AnswerGrant(
                        answer,
                        line.taskId(),
                        told.recipient(),
                        told.id(),
                        line.task().revision(),
                        until(told)))
                .toList();
    }

    private Instant until(Told told) {
        return told.issuedAt().plus(properties.linksValidFor());
    }
}
