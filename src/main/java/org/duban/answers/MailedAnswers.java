package org.duban.answers;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.duban.words.Languages;
import org.duban.words.Words;
import org.springframework.stereotype.Component;

/** Answers that readers wrote by mail; they become the same events, once, as those given by the links of the same notice. */
@Component
public final class MailedAnswers {

    private static final Languages LANGUAGES = Languages.builtIn();
    private static final Words WORDS = LANGUAGES.words(PageMaker.BUNDLE, Locale.ENGLISH);
    private static final List<String> SAID = Stream.concat(
                    Arrays.stream(Hindrance.values()).map(MailedAnswers::title),
                    Stream.of("mistake.missing", "mistake.long", "mistake.percent"))
            .toList();
    /** Hindrances after which nobody has anything to do. */
    private static final Set<Hindrance> DONE_BEFORE = Set.of(Hindrance.ANSWERED, Hindrance.SIGNED);

    private final Answering answering;
    private final AnswerProperties properties;

    MailedAnswers(Answering answering, AnswerProperties properties) {
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
        record Before(String why) implements Result {}

        /** It cannot be given. */
        record NotTaken(String why) implements Result {}
    }

    /**
     * Gives the answer.
     *
     * @throws org.duban.events.TaskEventDoor.EventsNotWritten if Kafka did not take it; giving it again is harmless
     */
    public Result give(Mailed mailed) {
        var until = mailed.told().plus(properties.linksValidFor());
        var right = new Right(mailed.answer(), mailed.task(), mailed.unit(), mailed.notice(), 0, until);
        var values = Map.of("percent", mailed.percent(), "note", mailed.note());
        var given = answering.answer(right, values, mailed.mail());
        if (given instanceof Given.Sent sent) {
            return new Result.Written(sent.eventId());
        } else if (given instanceof Given.Hindered hindered) {
            var why = WORDS.say(title(hindered.hindrance()));
            return DONE_BEFORE.contains(hindered.hindrance()) ? new Result.Before(why) : new Result.NotTaken(why);
        } else if (given instanceof Given.Refused refused) {
            return new Result.NotTaken(refused.reason());
        }
        var mistakes = ((Given.Wrong) given).mistakes();
        return new Result.NotTaken(mistakes.values().stream()
                .map(WORDS::say)
                .reduce((one, other) -> one + "; " + other)
                .orElse(""));
    }

    /** What a result said, in the language of its reader; what nobody here said stays as it is. */
    public static String in(Locale reader, String why) {
        return SAID.stream()
                .filter(key -> WORDS.say(key).equals(why))
                .findFirst()
                .map(key -> LANGUAGES.words(PageMaker.BUNDLE, reader).say(key))
                .orElse(why);
    }

    private static String title(Hindrance hindrance) {
        return "hindrance." + hindrance + ".title";
    }
}
