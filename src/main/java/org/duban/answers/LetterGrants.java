package org.duban.answers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.duban.answers.links.Answer;
import org.duban.answers.links.AnswerGrant;
import org.duban.answers.links.LinkContent;
import org.duban.answers.links.LinkContent.OneAnswer;
import org.duban.answers.links.LinkContent.OneTask;
import org.duban.answers.links.LinkContent.WholeLetter;
import org.duban.answers.links.SignedLinks;
import org.duban.content.NoticeLine;
import org.duban.content.NoticeLine.AlsoTold;
import org.duban.notice.ToldNotices;
import org.duban.notice.ToldNotices.Told;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds out what links entitle to by their tokens. Those name only their notice: the notice says the rest. Nothing is found for a token that
 * nobody sealed, or of a page of another kind.
 */
@Component
final class LetterGrants {

    private final SignedLinks links;
    private final ToldNotices notices;
    private final AnswerProperties properties;

    LetterGrants(SignedLinks links, ToldNotices notices, AnswerProperties properties) {
        this.links = links;
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

    /**
     * @param title what the letter called it
     * @param grants what it asked
     * @param charge what an office in charge may do besides; empty for every other reader
     * @param alsoTold who else was told; null if nobody knows any more
     */
    record OfTask(
            String taskId,
            String title,
            List<AnswerGrant> grants,
            List<AnswerGrant> charge,
            @Nullable AlsoTold alsoTold) {

        /** Whether the letter asked something about it, or its reader may act on it unasked. */
        boolean answerable() {
            return !grants.isEmpty() || !charge.isEmpty();
        }

        /** What two lines of a letter say about one task. */
        private OfTask and(OfTask other) {
            return new OfTask(
                    taskId,
                    title,
                    together(grants, other.grants),
                    together(charge, other.charge),
                    alsoTold == null ? other.alsoTold : alsoTold);
        }
    }

    /** A letter as far as it is about one of its tasks. */
    record LetterOfTask(Letter letter, OfTask task) {}

    /** The answer of one link; links of before say all of it themselves. */
    Optional<AnswerGrant> grant(String token) {
        return content(token, AnswerGrant.class)
                .or(() -> content(token, OneAnswer.class).flatMap(this::grant));
    }

    /** The page of a whole letter. */
    Optional<Letter> letter(String token) {
        return content(token, WholeLetter.class).flatMap(this::letter);
    }

    /** The page of a task for an office that was in charge of it. */
    Optional<LetterOfTask> acts(String token) {
        return content(token, OneTask.class).flatMap(this::acts);
    }

    /** The token of the page of a letter from which its reader comes; null if it is that of another one: nobody is led there. */
    @Nullable
    String back(String token, UUID notice) {
        return content(token, WholeLetter.class)
                        .filter(new WholeLetter(notice)::equals)
                        .isPresent()
                ? token
                : null;
    }

    private <T extends LinkContent> Optional<T> content(String token, Class<T> kind) {
        return links.seal().content(token).filter(kind::isInstance).map(kind::cast);
    }

    /** Empty where the notice is not there, or asked nothing of the kind. */
    private Optional<AnswerGrant> grant(OneAnswer content) {
        return notices.told(content.notice())
                .flatMap(told -> told.lines().stream()
                        .filter(line -> OneAnswer.mark(line.taskId()) == content.task())
                        .flatMap(line ->
                                Stream.of(asked(told, line), charge(told, line)).flatMap(List::stream))
                        .filter(grant -> grant.answer() == content.answer())
                        .findFirst());
    }

    private Optional<Letter> letter(WholeLetter content) {
        return notices.told(content.notice())
                .map(told -> new Letter(told.id(), told.recipient(), until(told), tasks(told)));
    }

    /** Empty where the notice is not there, or its reader was not in charge of such a task. */
    private Optional<LetterOfTask> acts(OneTask content) {
        return letter(new WholeLetter(content.notice()))
                .flatMap(letter -> letter.tasks().stream()
                        .filter(task -> OneAnswer.mark(task.taskId()) == content.task())
                        .filter(task -> !task.charge().isEmpty())
                        .map(task -> new LetterOfTask(letter, task))
                        .findFirst());
    }

    private List<OfTask> tasks(Told told) {
        var tasks = new LinkedHashMap<String, OfTask>();
        for (var line : told.lines()) {
            var task = new OfTask(
                    line.taskId(), line.task().title(), asked(told, line), charge(told, line), line.alsoTold());
            if (task.answerable()) {
                tasks.merge(line.taskId(), task, OfTask::and);
            }
        }
        return List.copyOf(tasks.values());
    }

    private static List<AnswerGrant> together(List<AnswerGrant> some, List<AnswerGrant> others) {
        var grants = new ArrayList<>(some);
        others.stream()
                .filter(grant -> grants.stream().noneMatch(before -> before.answer() == grant.answer()))
                .forEach(grants::add);
        return List.copyOf(grants);
    }

    private List<AnswerGrant> asked(Told told, NoticeLine line) {
        return grants(
                told,
                line,
                Answer.to(told.recipientZh(), line).stream()
                        .filter(answer -> !answer.office())
                        .toList());
    }

    private List<AnswerGrant> charge(Told told, NoticeLine line) {
        return grants(told, line, Answer.inCharge(line) ? Answer.ofOffices() : List.of());
    }

    private List<AnswerGrant> grants(Told told, NoticeLine line, List<Answer> answers) {
        return answers.stream()
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
