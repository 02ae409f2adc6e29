package org.duban.directory;

import java.util.stream.Stream;
import org.duban.reasons.Reason;
import org.duban.reasons.ReasonCode;

/** What is wrong with a mail address, which is in the first place of the words. */
enum AddressReason implements ReasonCode {
    ADDRESS_WITHOUT_AT,
    ADDRESS_WITH_MANY_AT,
    ADDRESS_NOT_ASCII,
    ADDRESS_WITHOUT_NAME,
    /** The most characters. */
    ADDRESS_TOO_LONG,
    ADDRESS_WITHOUT_DOMAIN,
    /** The character, and its number. */
    ADDRESS_FULL_WIDTH,
    /** The number of the character. */
    ADDRESS_WITH_SPACE,
    ADDRESS_WITH_UNSEEN,
    ADDRESS_WITHOUT_AT_ALONE,
    ADDRESS_WITH_MANY_AT_ALONE,
    ADDRESS_WITH_SPACE_ALONE;

    /** The same where there may be one address only, so that nobody is told how to separate several. */
    static Reason alone(Reason why) {
        return Stream.of(ADDRESS_WITHOUT_AT_ALONE, ADDRESS_WITH_MANY_AT_ALONE, ADDRESS_WITH_SPACE_ALONE)
                .filter(one -> one.code().equals(why.code() + "_ALONE"))
                .findFirst()
                .map(one -> one.with(why.arguments().toArray()))
                .orElse(why);
    }
}
