package org.duban.answers;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.duban.Duban;
import org.duban.notice.Notice;
import org.duban.notice.NoticeLine;
import org.duban.policy.NoticeKind;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Links that carry a sealed {@link Right}. */
@Component
final class SealedLinks implements AnswerLinks {

    static final String PATH = "/answers/";

    private final Supplier<Seal> seal;
    private final AnswerProperties properties;
    private final String baseUrl;

    SealedLinks(JdbcSealKey keys, AnswerProperties properties, Duban duban) {
        this.seal = SingletonSupplier.of(() -> new Seal(keys.key()));
        this.properties = properties;
        this.baseUrl = duban.baseUrl().toString().replaceAll("/+$", "");
    }

    @Override
    public List<Link> of(Notice notice, NoticeLine line) {
        if (line.forUnitZh() != null) {
            return List.of();
        }
        var lead = line.task().leadUnitZh().equals(notice.recipientZh());
        return wanted(line).stream()
                .filter(answer -> lead || !answer.leadOnly())
                .map(answer -> new Link(answer, url(answer, notice, line)))
                .toList();
    }

    private static List<Answer> wanted(NoticeLine line) {
        return switch (line.kind()) {
            case ASSIGNMENT, REMINDER, CHASER, DECISION -> responsible(line);
            case REVIEW ->
                line.aboutExtension()
                        ? List.of(Answer.EXTENSION_GRANTED, Answer.EXTENSION_DECLINED)
                        : List.of(Answer.STRUCK_OFF, Answer.RETURNED);
            case ESCALATION, CLOSURE, BULLETIN -> List.of();
        };
    }

    private static List<Answer> responsible(NoticeLine line) {
        var answers = new ArrayList<Answer>();
        if (line.kind() == NoticeKind.ASSIGNMENT || line.task().status().equals("ASSIGNED")) {
            answers.add(Answer.RECEIVED);
        }
        answers.add(Answer.PROGRESSED);
        answers.add(Answer.SUBMITTED);
        if (line.task().workingDaysLeft() >= 0) {
            answers.add(Answer.EXTENSION_REQUESTED);
        }
        return answers;
    }

    private URI url(Answer answer, Notice notice, NoticeLine line) {
        var until = notice.issuedAt().plus(properties.linksValidFor());
        var right = new Right(
                answer,
                line.taskId(),
                notice.recipient(),
                notice.id(),
                line.task().revision(),
                until);
        return URI.create(baseUrl + PATH + seal.get().token(right));
    }

    Seal seal() {
        return seal.get();
    }
}
