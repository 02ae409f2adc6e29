package org.duban.timeline;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.duban.policy.NoticeKind;
import org.duban.reasons.Reason;
import org.jspecify.annotations.Nullable;

/**
 * One unit that a step is told to, or would be.
 *
 * @param audience why it is told: {@code lead}, {@code office} and so on
 * @param unit its code; empty where the audience has no unit
 * @param name its name in the language of whoever asks
 * @param addresses where the mail goes: those of the unit, or of {@code instead}
 * @param kind what is wanted of it
 * @param instead the office that is told because the unit cannot be reached
 * @param supersededBy a more severe step that falls due for the unit at the same instant and is told in place of this one
 * @param unreached why nobody is told
 * @param unreachedCause the same as a code and its arguments
 */
@Schema(name = "StepReader")
public record TimelineRecipient(
        String audience,
        String unit,
        String name,
        List<String> addresses,
        NoticeKind kind,
        @Nullable String instead,
        @Nullable String supersededBy,
        @Nullable String unreached,
        @Nullable Reason unreachedCause) {
    public TimelineRecipient {
        addresses = List.copyOf(addresses);
    }
}
