package org.duban.answers;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.duban.answers.links.Answer;
import org.duban.answers.links.AnswerGrant;
import org.duban.reasons.Reason;
import org.springframework.stereotype.Component;

/** Answers that readers wrote by mail; they become the same events, once, as those given by the links of the same notice. */
@Component
public final class MailedAnswers {

    /** Hindrances after which nobody has anything to do. */
    private static final Set<AnswerRefusal> DONE_BEFORE = Set.of(AnswerRefusal.ANSWERED, AnswerRefusal.SIGNED);

    private final AnswerService answering;
    private final AnswerProperties properties;

    MailedAnswers(AnswerService answering, AnswerProperties properties) {
        this.answering = answering;
        this.properties = properties;
    }

    /**
     * What a reader answered. Only what responsible units report can be answered by mail; decisions need their pages.
     *
     * @param unit the unit that the notice told
     * @param told when the notice was due; answers count for {@code duban.answers.links-valid-for} from then on
     * @param percent progress, for {@link Answer#PROGRESSED}; else empty
     * @param note in the reader's words; may be empty
     * @param mail identifies the mail, for answers that may be given again
     */
    public record Mailed(
            Answer answer,
            UUID notice,
            String task,
            String unit,
            Instant told,
            String percent,
            String note,
            String mail) {

        public Mailed {
            if (!answer.byMail()) {
                throw new IllegalArgumentException(answer + " is not answered by mail");
            }
        }
    }

    /** What became of it. */
    public sealed interface Result {

        /** It is the event of this id. */
        record Written(String eventId) implements Result {}

        /** Nothing was left to do: the same answer was there before. */
        record Before(Reason why) implements Result {}

        /** It cannot be given. */
        record NotTaken(Reason why) implements Result {}
    }

    /**
     * Gives the answer.
     *
     * @throws org.duban.events.TaskEventPublisher.EventsNotWritten if Kafka did not take it; giving it again is harmless
     */
    public Result give(Mailed mailed) {
        var until = mailed.told().plus(properties.linksValidFor());
        var right = new AnswerGrant(mailed.answer(), mailed.task(), mailed.unit(), mailed.notice(), 0, until);
        var values = Map.of("percent", mailed.percent(), "note", mailed.note());
        var given = answering.answer(right, values, mailed.mail());
        if (given instanceof AnswerOutcome.Sent sent) {
            return new Result.Written(sent.eventId());
        } else if (given instanceof AnswerOutcome.Hindered hindered) {
            var why = hindered.hindrance().with();
            return DONE_BEFORE.contains(hindered.hindrance()) ? new Result.Before(why) : new Result.NotTaken(why);
        } else if (given instanceof AnswerOutcome.Refused refused) {
            return new Result.NotTaken(refused.why());
        }
        if (given instanceof AnswerOutcome.Changed) {
            throw new IllegalStateException(mailed.answer() + " is not given by mail");
        }
        // By mail only one field can be wrong.
        var mistakes = ((AnswerOutcome.Wrong) given).mistakes().values();
        return new Result.NotTaken(mistakes.iterator().next().with());
    }
}
